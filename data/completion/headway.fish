# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of headway in fish: the command itself knows what fits.

function __headway_complete
    set -l words (commandline -opc) (commandline -ct)
    command $words[1] complete -- $words[2..-1] 2>/dev/null
end
complete -c headway -a '(__headway_complete)'
