package dev.esb.checkout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The job of a CI server in which this process runs.
 *
 * @param id what tells it from all other jobs, also from those that run in the same directory of the same machine at another time: its id,
 *     the attempt, and the runner, since the jobs of a matrix share all else
 * @param branch the branch that it builds, since CI servers check out a commit; empty where they do not say
 */
record CiJob(List<String> id, String branch) {

    /**
     * The job, for GitHub and what copies its variables
     * (<a href="https://docs.github.com/en/actions/reference/workflows-and-actions/variables">variables of GitHub</a>), GitLab
     * (<a href="https://docs.gitlab.com/ci/variables/predefined_variables/">predefined variables</a>) and Jenkins
     * (<a href="https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables">environment variables</a>).
     *
     * @param environment the environment variables of this process
     * @return empty where this is no such job
     */
    static Optional<CiJob> of(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        if (variables.isTrue("GITHUB_ACTIONS")) {
            return Optional.of(new CiJob(
                    variables.all("GITHUB_RUN_ID", "GITHUB_JOB", "GITHUB_RUN_ATTEMPT", "RUNNER_NAME"),
                    variables.first("GITHUB_HEAD_REF", "GITHUB_REF_NAME")));
        }
        if (variables.isTrue("GITLAB_CI")) {
            // A second attempt is another job there.
            return Optional.of(new CiJob(
                    variables.all("CI_JOB_ID", "CI_RUNNER_ID", "CI_CONCURRENT_ID"),
                    variables.first("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME")));
        }
        if (!variables.first("JENKINS_URL").isEmpty()) {
            return Optional.of(new CiJob(
                    variables.all("BUILD_TAG", "NODE_NAME", "EXECUTOR_NUMBER"),
                    variables.first("CHANGE_BRANCH", "BRANCH_NAME", "GIT_BRANCH")));
        }
        return Optional.empty();
    }

    private record Variables(Map<String, String> environment) {
        boolean isTrue(String name) {
            return environment.getOrDefault(name, "").equals("true");
        }

        List<String> all(String... names) {
            return Stream.of(names)
                    .map(name -> environment.getOrDefault(name, ""))
                    .toList();
        }

        String first(String... names) {
            return all(names).stream()
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }
}
