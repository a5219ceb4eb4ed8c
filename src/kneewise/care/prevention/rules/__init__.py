"""The rules of prevention, one file each; `kneewise.care.prevention.rule` finds them."""
