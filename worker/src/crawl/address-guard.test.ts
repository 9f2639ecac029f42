import { expect, test } from "vitest";
import { checkAddress } from "./address-guard.ts";

const refused = [
  ["another scheme", "ftp://example.com/"],
  ["a file", "file:///etc/passwd"],
  ["credentials", "https://me:secret@example.com/"],
  ["a user name that looks like a host", "https://example.com@10.0.0.1/"],
  ["private", "http://10.1.2.3/"],
  ["private", "http://172.31.255.255/"],
  ["private", "http://192.168.0.1:8080/"],
  ["link-local, metadata", "http://169.254.169.254/latest/meta-data/"],
  ["carriers' shared", "http://100.127.0.1/"],
  ["multicast", "http://224.0.0.1/"],
  ["broadcast", "http://255.255.255.255/"],
  ["documentation", "http://203.0.113.7/"],
  ["private, decimal", "http://167772161/"],
  ["private, hex", "http://0xa.0x0.0x0.0x1/"],
  ["private, octal", "http://012.0.0.1/"],
  ["private, two parts", "http://10.1/"],
  ["private, full-width digits", "http://１０.0.0.1/"],
  ["unspecified", "http://0.0.0.0/"],
  ["unspecified, IPv6", "http://[::]/"],
  ["IPv4-mapped", "http://[::ffff:10.0.0.1]/"],
  ["IPv4-mapped loopback", "http://[::ffff:7f00:1]/"],
  ["IPv4-compatible", "http://[::7f00:1]/"],
  ["NAT64", "http://[64:ff9b::a00:1]/"],
  ["local NAT64", "http://[64:ff9b:1::a00:1]/"],
  ["6to4", "http://[2002:a00:1::]/"],
  ["Teredo", "http://[2001::1]/"],
  ["unique local", "http://[fd00::1]/"],
  ["link-local, IPv6", "http://[fe80::1]/"],
  ["multicast, IPv6", "http://[ff02::1]/"],
  ["documentation, IPv6", "http://[2001:db8::1]/"],
  ["a name of a private network", "http://printer.local/"],
  ["a name of a private network", "http://metadata.google.internal/"],
  ["a name of a private network, with the root's dot", "http://metadata.google.internal./"],
  ["a name without a dot", "http://intranet/"],
] as const;

const loopback = [
  "http://127.0.0.1:8788/",
  "http://127.8.9.10/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://localhost:8788/",
  "http://LOCALHOST./",
  "http://shop.localhost/",
  "http://[::1]:3000/",
];

const allowed = [
  "https://example.com/a?b=c#d",
  "http://93.184.216.34/",
  "http://172.32.0.1/",
  "http://100.128.0.1/",
  "https://[2606:4700::1111]/",
  "https://localhost.example.com/",
  "https://bücher.example/",
];

test.each(refused)("refuses %s: %s", (_, address) => {
  expect(checkAddress(new URL(address), false)).toBeTypeOf("string");
  expect(checkAddress(new URL(address), true)).toBeTypeOf("string");
});

test.each(loopback)("allows loopback only in development: %s", (address) => {
  expect(checkAddress(new URL(address), false)).toBeTypeOf("string");
  expect(checkAddress(new URL(address), true)).toBeNull();
});

test.each(allowed)("allows %s", (address) => {
  expect(checkAddress(new URL(address), false)).toBeNull();
  expect(checkAddress(new URL(address), true)).toBeNull();
});
