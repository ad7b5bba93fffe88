new File(basedir, 'fill').executable = true
