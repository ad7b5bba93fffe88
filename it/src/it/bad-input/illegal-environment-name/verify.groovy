import dev.esb.it.projects.Refusal

Refusal.in(basedir).says(
        "The environment name '../it-illegal' (esb.env) is not legal",
        'How about -Desb.env=it-illegal ?')
