import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-yaml-$suffix")

Refusal.in(basedir).says(
        'Compose cannot read the stack',
        'yaml: line 3',
        'docker compose')
