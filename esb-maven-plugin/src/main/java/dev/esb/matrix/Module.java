package dev.esb.matrix;

import java.nio.file.Path;

/** A module of the build, in the directory with its pom. */
public record Module(String artifactId, Path baseDirectory) {}
