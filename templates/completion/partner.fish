# What may follow on a line that begins with partner, for fish. To have it always:
#   partner completion fish > ~/.config/fish/completions/partner.fish

function __partner_completion
    set -l before (commandline -opc)
    set -l word (commandline -ct)
    for line in (partner completion fish -- $before[2..-1] "$word" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$word"
            case ':folders'
                __fish_complete_directories "$word"
            case '*'
                echo $line
        end
    end
end

complete -c partner -f -a '(__partner_completion)'
