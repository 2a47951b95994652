/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bad.c: laid out otherwise. */

int main(void) {
    return 0; }
