new File(basedir, 'bin/docker').executable = true
