@echo off
rem Runs Maven: the mvn on PATH when it is 3.9 or newer, else the version pinned in
rem .mvn\wrapper\maven-wrapper.properties, which is downloaded and verified once. Environment:
rem   MAVEN_USER_HOME        where wrapper\dists is kept (default %%USERPROFILE%%\.m2)
rem   MVNW_DISTRIBUTION_URL  the full URL to download from instead of distributionUrl
rem   MVNW_REPOURL           the base URL of a Maven repository that mirrors the distribution
rem Whatever the source, the file must have the pinned checksum.
if defined MVNW_PROBE exit /b 1
setlocal DisableDelayedExpansion
set "MVNW_SELF=%~f0"
set "MVNW_MVN="
rem The PowerShell part of this file prints the mvn to run. A PSModulePath inherited from PowerShell 7
rem would keep Windows PowerShell from loading its own modules.
set "PSModulePath="
for /f "usebackq delims=" %%M in (`powershell -NoProfile -ExecutionPolicy Bypass -Command "$text = [IO.File]::ReadAllText($env:MVNW_SELF); Invoke-Expression $text.Substring($text.IndexOf('#POWER' + 'SHELL'))"`) do set "MVNW_MVN=%%M"
if not defined MVNW_MVN exit /b 1
rem One line, since endlocal forgets the variable; no "call", since that would expand arguments twice.
endlocal & "%MVNW_MVN%" %*
exit /b

#POWERSHELL
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# The name of the jar gives the version without starting a JVM; shims have to be asked. MAVEN_OPTS is
# cleared for that because it may hold a debug agent that waits; MVNW_PROBE stops an mvn that leads back here.
function Get-MavenVersion($mvn) {
    $lib = Join-Path (Split-Path (Split-Path $mvn)) 'lib'
    if (Test-Path -LiteralPath $lib) {
        foreach ($jar in Get-ChildItem -LiteralPath $lib) {
            if ($jar.Name -match '^maven-core-(\d+\.\d+)\..*\.jar$') { return [version]$Matches[1] }
        }
    }
    $env:MAVEN_OPTS = ''
    $env:MAVEN_ARGS = ''
    $env:MVNW_PROBE = '1'
    if ((& $mvn -v | Out-String) -match 'Apache Maven (\d+\.\d+)') { return [version]$Matches[1] }
    return [version]'0.0'
}

function Get-PinnedMaven($reason) {
    $properties = Join-Path (Split-Path $env:MVNW_SELF) '.mvn\wrapper\maven-wrapper.properties'
    $settings = ConvertFrom-StringData ([IO.File]::ReadAllText($properties))
    $url = $settings.distributionUrl
    $expected = $settings.distributionSha512Sum
    if (-not $url -or -not $expected) { throw "$properties must have distributionUrl and distributionSha512Sum." }
    $name = $url.Substring($url.LastIndexOf('/') + 1) -replace '-bin\.zip$', ''
    if ($env:MVNW_DISTRIBUTION_URL) {
        $url = $env:MVNW_DISTRIBUTION_URL -replace '\.tar\.gz$', '.zip'
    } elseif ($env:MVNW_REPOURL) {
        $number = $name -replace '^apache-maven-', ''
        $url = $env:MVNW_REPOURL.TrimEnd('/') + "/org/apache/maven/apache-maven/$number/$name-bin.zip"
    }

    # One directory per checksum: a changed pin gets a fresh copy, and a copy that another project's
    # wrapper keeps in the same place is never mistaken for ours.
    $userHome = $env:MAVEN_USER_HOME
    if (-not $userHome) { $userHome = Join-Path $env:USERPROFILE '.m2' }
    $parent = Join-Path $userHome "wrapper\dists\$name"
    $mavenHome = Join-Path $parent $expected.Substring(0, 16)
    $pinned = Join-Path $mavenHome 'bin\mvn.cmd'
    if (Test-Path -LiteralPath $pinned) { return $pinned }

    # All work is done in a temporary directory beside the target, so that one rename installs it.
    $temporary = Join-Path $parent ('.new.' + [guid]::NewGuid().ToString('N'))
    try {
        [void][IO.Directory]::CreateDirectory($temporary)
        $archive = Join-Path $temporary "$name-bin.zip"

        [Console]::Error.WriteLine("mvnw: $reason; downloading $name from $url")
        try {
            # Older Windows versions offer only TLS 1.0 unless told otherwise.
            $protocols = [Net.ServicePointManager]::SecurityProtocol
            [Net.ServicePointManager]::SecurityProtocol = $protocols -bor [Net.SecurityProtocolType]::Tls12
            (New-Object Net.WebClient).DownloadFile($url, $archive)
        } catch {
            throw ("could not download $url ($($_.Exception.Message)). Set MVNW_DISTRIBUTION_URL to a copy that " +
                'you can reach, set MVNW_REPOURL to a Maven repository that you can reach, or install Maven 3.9 ' +
                'or newer and put it on PATH.')
        }

        $actual = (Get-FileHash -LiteralPath $archive -Algorithm SHA512).Hash.ToLowerInvariant()
        if ($actual -ne $expected) {
            throw ("the SHA-512 of $url is wrong, so the file was removed: expected $expected, got $actual. " +
                'Try again; if it stays wrong, do not trust that source.')
        }

        Expand-Archive -LiteralPath $archive -DestinationPath $temporary
        try {
            [IO.Directory]::Move((Join-Path $temporary $name), $mavenHome)
        } catch {
            # Another mvnw may have been faster; its copy is as good as ours.
            if (-not (Test-Path -LiteralPath $pinned)) { throw }
        }
        return $pinned
    } finally {
        if (Test-Path -LiteralPath $temporary) { Remove-Item -LiteralPath $temporary -Recurse -Force }
    }
}

try {
    $java = 'java'
    if ($env:JAVA_HOME) { $java = Join-Path $env:JAVA_HOME 'bin\java.exe' }
    # Maven reads JAVA_HOME from this file too, so with it the check is left to Maven.
    $hasRc = Test-Path "$env:USERPROFILE\mavenrc_pre.*"
    if (-not $hasRc -and -not (Get-Command $java -ErrorAction SilentlyContinue)) {
        throw ("no java was found (looked for $java). Install a JDK, 17 or newer, and put its bin directory on " +
            'PATH or set JAVA_HOME to it.')
    }

    $mvn = $null
    $found = 'no mvn is on PATH'
    $command = Get-Command mvn.cmd, mvn.bat, mvn.exe -CommandType Application -ErrorAction SilentlyContinue |
        Select-Object -First 1
    if ($command) {
        $version = Get-MavenVersion $command.Path
        if ($version -ge [version]'3.9') {
            $mvn = $command.Path
        } else {
            $found = "$($command.Path) is version $version, and 3.9 is needed"
        }
    }
    if (-not $mvn) { $mvn = Get-PinnedMaven $found }
    [Console]::Out.WriteLine($mvn)
} catch {
    [Console]::Error.WriteLine("mvnw: $($_.Exception.Message)")
    exit 1
}
