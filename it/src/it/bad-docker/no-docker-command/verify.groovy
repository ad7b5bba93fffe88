import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-no-docker-$suffix")

Refusal.in(basedir).says(
        "The 'docker' command could not be started",
        'Install Docker Engine with the Compose plugin')
