/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bad.c: unfinished. TODO */
