#!/bin/sh
cat $HOME/work/file
