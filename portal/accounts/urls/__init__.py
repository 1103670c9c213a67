"""Addresses of this part: `plain` without a language, `spoken` below one."""
