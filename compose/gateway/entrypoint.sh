#!/bin/sh
set -eu
if [ ! -r /certs/server.pem ]; then
  echo "gateway: server.pem is missing in the certificate directory (ESB_CERT_DIR)" >&2
  exit 1
fi
# Master and worker: a lone HAProxy leaves SIGTERM to the kernel, which does not deliver it to process 1.
exec haproxy -W -f /etc/haproxy/haproxy.cfg
