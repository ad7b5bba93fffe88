#!/bin/bash
# Runs containerd, the router and the agent; when one of them ends, the node ends.
set -eu
# Process 1 takes every other process of this container with it, the functions' too.
trap 'exit 0' TERM INT

: "${REGISTRY:?is the host and port of the registry}" "${FUNCTION_TAG:?is the tag of the images to run}"
if [ ! -r /certs/ca.crt ]; then
  echo "runtime-node: ca.crt is missing in the certificate directory (ESB_CERT_DIR)" >&2
  exit 1
fi

# cgroup v2 gives limits only to groups below one without processes of its own.
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  mkdir -p /sys/fs/cgroup/init
  until xargs -rn1 < /sys/fs/cgroup/cgroup.procs > /sys/fs/cgroup/init/cgroup.procs 2> /dev/null || true
    sed -e 's/ / +/g' -e 's/^/+/' /sys/fs/cgroup/cgroup.controllers > /sys/fs/cgroup/cgroup.subtree_control; do
    sleep 0.1
  done
fi

# What an earlier start of this container left.
rm -rf /run/containerd /run/functions
mkdir -p /run/functions
: > /run/functions.map

containerd --log-level warn &
haproxy -db -f /etc/haproxy/haproxy.cfg &
until ctr version > /dev/null 2>&1; do
  [ -n "$(jobs -pr %1)" ] || exit 1
  sleep 0.1
done
ctr containers ls -q | xargs -r ctr containers rm
agent &
wait -n
exit 1
