import dev.esb.it.projects.Engine

// The Maven that tests start for an environment is the same, with the same settings, as the one that runs this project.
new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').text = """--batch-mode
--global-settings=${new File(basedir.parentFile, 'interpolated-settings.xml')}
-Dmaven.repo.local=$localRepositoryPath
${Engine.hasControlGroups() ? '' : '-DexcludedGroups=pause'}
"""
def wrapper = new File(basedir, 'mvnw')
wrapper.text = """#!/bin/sh
exec '${System.getProperty('maven.home')}/bin/mvn' "\$@"
"""
wrapper.executable = true
return true
