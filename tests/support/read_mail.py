#!/usr/bin/env python3
"""read_mail.py FILE: what another program makes of a letter: its headers, then a blank line and its text; of each part, when there are several."""
import email
import email.policy
import sys

with open(sys.argv[1], "rb") as file:
    message = email.message_from_binary_file(file, policy=email.policy.default)
assert not message.defects, message.defects
out = sys.stdout.buffer
for name, value in message.items():
    assert not value.defects, (name, value.defects)
    out.write(f"{name}: {value}\n".encode())
for part in message.walk():
    assert not part.defects, part.defects
    if not part.is_multipart():
        out.write(b"\n" + part.get_content().replace("\r\n", "\n").encode())
