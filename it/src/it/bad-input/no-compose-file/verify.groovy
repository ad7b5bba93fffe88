import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-no-file-$suffix")

Refusal.in(basedir).says(
        "There is no Compose file in '$basedir'",
        'compose.yaml, compose.yml, docker-compose.yml',
        '-Desb.files=path/to/compose.yml')
