"""The rules of today, one file each; `kneewise.care.today.rule` finds them."""
