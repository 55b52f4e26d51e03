"""What ``verify`` looks at, one matter a module. Everything is read with plain SQL: rows that somebody spoilt must not
stop the one who looks for spoilt rows."""
