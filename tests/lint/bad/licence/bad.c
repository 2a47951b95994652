/* bad.c: no licence line. */
