#!/bin/sh
cat /home/somebody/file
