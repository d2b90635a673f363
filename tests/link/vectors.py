#!/usr/bin/env python3
"""The vectors of test_token.c, test_code.c and test_door.c, by another implementation of BLAKE2b: /usr/bin/python3 tests/link/vectors.py"""
import hashlib
import struct

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def derive(key, purpose, text, size):
    return hashlib.blake2b(text, digest_size=64, key=key, person=purpose.ljust(16, b"\0")).digest()[:size]


def base32(data):
    bits = int.from_bytes(data, "big")
    return "".join(DIGITS[bits >> at & 31] for at in range(len(data) * 8 - 5, -1, -5))


def key_of(first):
    return bytes(first + i for i in range(32))


def token(first, form, day):
    name = struct.pack(">H", day - 18262) + bytes(range(1, 11))
    return base32(name + derive(key_of(first), b"innspill token", name + form.encode(), 8))


def code(first, elements):
    def one(left_out):
        kept = [e.encode() for i, e in enumerate(elements) if i != left_out]
        text = bytes([len(elements), left_out]) + b"".join(struct.pack("<I", len(e)) + e for e in kept)
        return derive(key_of(first), b"innspill code", text, 32).hex()

    return [one(255)] + [one(i) for i in range(len(elements))]


for first, form, day in ((0, "oppfolging", 20778), (100, "mentor", 18262), (7, "f", 83797)):
    text = token(first, form, day)
    print(f'{{{first}, "{form}", {day}, "{text}", "{derive(key_of(first), b"innspill spent", text.encode(), 32).hex()}"}},')
print(*code(0, ["12", "hund katt", "åse"]), sep="\n")
print(base32(derive(b"", b"innspill stamp", b"7KQ29XGMABCDEFGH", 10)), derive(b"", b"innspill door id", b"7KQ29XGMABCDEFGH", 32).hex())
print("round1-" + key_of(0).hex() + derive(b"", b"innspill key sum", key_of(0), 4).hex())
