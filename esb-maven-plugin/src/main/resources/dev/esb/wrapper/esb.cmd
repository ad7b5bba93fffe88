@echo off
rem Runs goals of esb-maven-plugin by their names: esb --help. Those that need no pom do without Maven.
rem 'mvn esb:wrapper' writes this script; commit it, with esb and .esb.properties.
setlocal
set "directory=%~dp0"
set "directory=%directory:~0,-1%"
if not exist "%directory%\.esb.properties" (
  echo esb: '%directory%\.esb.properties' is missing. 'mvn esb:wrapper' writes it. 1>&2
  exit /b 1
)
set version=
for /f "usebackq tokens=1,* delims==" %%a in ("%directory%\.esb.properties") do if "%%a"=="version" set "version=%%b"

rem Where Maven keeps what it has downloaded.
set "repository=%USERPROFILE%\.m2\repository"
for %%o in (%MAVEN_ARGS% %MAVEN_OPTS%) do call :option %%o

set "jar=%repository%\dev\esb\esb-maven-plugin\%version%\esb-maven-plugin-%version%.jar"
if not exist "%jar%" (
  echo esb: the version %version% of esb-maven-plugin is not in '%repository%' yet. This downloads it: mvn dev.esb:esb-maven-plugin:%version%:help 1>&2
  exit /b 1
)
set java=java
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Desb.script=esb "-Desb.script.directory=%directory%" -cp "%jar%" dev.esb.cli.Main %*
exit /b %errorlevel%

:option
rem cmd.exe splits at '=', so the name and the value are two words.
if "%~1"=="-Dmaven.repo.local" set "repository=%~2"
exit /b 0
