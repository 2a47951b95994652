/* SPDX-License-Identifier: GPL-3.0-or-later */
/* good.c: only speaks of goto. */

const char *word = "goto";
