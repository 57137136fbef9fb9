#!/bin/sh
# An adapter for SPEECH_COMMAND: espeak-ng reads, lame makes an MP3 of it (apt-get install espeak-ng lame). The language
# is the first argument, the text comes on standard input, the MP3 goes to standard output.
set -e
espeak-ng -v "$1" -s 150 --stdin --stdout | lame --quiet -m m -b 48 --resample 24 - -
