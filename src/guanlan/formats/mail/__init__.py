"""Mails (RFC 5322, MIME) and web pages saved in one file (MHTML, RFC 2557): both are trees of parts."""
