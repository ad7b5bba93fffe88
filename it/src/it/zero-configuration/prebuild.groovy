// A checkout of its own, on a branch of that name: the name of the environment begins with it.
def git = new File(basedir, '.git')
git.mkdir()
new File(git, 'HEAD').text = "ref: refs/heads/it/zero-$suffix\n"
return true
