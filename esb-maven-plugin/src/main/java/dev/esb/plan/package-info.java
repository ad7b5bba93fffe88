/**
 * Decides, without starting anything, what an environment gets: {@link dev.esb.plan.Planner} turns a {@link dev.esb.plan.StackRequest}
 * into a slot, ports ({@link dev.esb.plan.PortPlanner}) and subnets ({@link dev.esb.plan.SubnetPlanner}), and
 * {@link dev.esb.plan.StackRenderer} writes the rendered file of that plan. What an environment has already
 * ({@link dev.esb.plan.RunningEnvironment}) it keeps. When the engine refuses a port or a subnet of a plan
 * ({@link dev.esb.plan.ConflictException}), the planner makes another one.
 */
package dev.esb.plan;
