import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-profile-$suffix")

Refusal.in(basedir).says(
        "has the profile 'metrics' (esb.profiles)",
        'Its profiles are: debug, monitoring.')
