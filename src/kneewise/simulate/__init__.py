"""Runners whose causes are known, written as real files."""
