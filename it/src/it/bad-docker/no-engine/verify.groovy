import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-no-engine-$suffix")

Refusal.in(basedir).says(
        'The Docker engine does not answer',
        'unix:///nonexistent.sock',
        'sudo systemctl start docker',
        'DOCKER_HOST')
