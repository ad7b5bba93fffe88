# An HTTP function: listens on $PORT and answers every request with what it got, as JSON.
use strict;
use warnings;
use IO::Socket::INET;

my $server = IO::Socket::INET->new(LocalPort => $ENV{PORT} // 8080, Listen => 64, ReuseAddr => 1) or die "listen: $!\n";
$SIG{TERM} = sub { exit 0 };
$SIG{CHLD} = 'IGNORE';
$SIG{PIPE} = 'IGNORE';

while (1) {
    my $client = $server->accept or next;
    defined(my $child = fork) or next;
    if (!$child) { answer($client); exit 0 }
    close $client;
}

sub answer {
    my ($client) = @_;
    my ($method, $target) = (<$client> // '') =~ m{^(\S+) (\S+) HTTP/} or return;
    my ($length, $chunked, $body) = (0, 0, '');
    while (my $line = <$client>) {
        last if $line =~ /^\r?\n$/;
        $length = $1 if $line =~ /^content-length:\s*(\d+)/i;
        $chunked = 1 if $line =~ /^transfer-encoding:.*chunked/i;
        print $client "HTTP/1.1 100 Continue\r\n\r\n" if $line =~ /^expect:\s*100-continue/i;
    }
    read $client, $body, $length if $length;
    while ($chunked && (<$client> // '') =~ /^([0-9a-f]+)/i && hex $1) {
        read $client, $body, hex $1, length $body;
        <$client>;
    }
    my ($path, $query) = split /\?/, $target, 2;
    my $json = '{' . join(',', map { text($_->[0]) . ':' . text($_->[1]) }
        ['function', $ENV{FUNCTION}], ['method', $method], ['path', $path], ['query', $query], ['body', $body]) . "}\n";
    print $client "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " . length($json)
        . "\r\nConnection: close\r\n\r\n" . ($method eq 'HEAD' ? '' : $json);
}

sub text {
    my ($value) = @_;
    $value //= '';
    $value =~ s/(["\\\x00-\x1f])/sprintf '\\u%04x', ord $1/ge;
    return "\"$value\"";
}
