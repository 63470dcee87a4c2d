// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node validatingproxy.mjs NODE_MODULES DOCUMENT UPSTREAM TRAFFIC
//
// Listens on a free loopback port and prints {"ready":true,"url":...}. What is under /api/v1 goes
// through `prism proxy`, which compares request and answer with DOCUMENT and reports in the
// sl-violations header; each exchange becomes one line of JSON in the file TRAFFIC before the
// answer ends. The event stream (prism would hold it back), archives (prism would read them as text),
// bodies that are not JSON and everything else go straight to UPSTREAM.
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import net from 'node:net';

const [nodeModules, documentPath, upstreamText, trafficPath] = process.argv.slice(2);
const upstream = new URL(upstreamText);
const yaml = createRequire(`${nodeModules}/`)('js-yaml');
const routes = Object.entries(yaml.load(readFileSync(documentPath, 'utf8')).paths).map(([template, item]) => ({
  template,
  methods: Object.keys(item).map(name => name.toUpperCase()),
  literal: !template.includes('{'),
  pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

function operationOf(method, path) {
  const fitting = routes.filter(route => route.pattern.test(path) && route.methods.includes(method));
  const route = fitting.find(candidate => candidate.literal) ?? fitting[0];
  return route ? `${method} ${route.template}` : '';
}

function freePort() {
  return new Promise(resolve => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// However this process dies, the channel to prism breaks, and prism ends too.
const endWithParent = 'data:text/javascript,process.on("disconnect",()=>process.exit())';

function startPrism(port) {
  const prism = spawn(process.execPath, [
    '--max-http-header-size=1048576', '--import', endWithParent, `${nodeModules}/@stoplight/prism-cli/dist/index.js`,
    'proxy', documentPath, upstreamText, '--host', '127.0.0.1', '--port', String(port), '--verboseLevel', 'warn',
  ], { stdio: ['ignore', 2, 2, 'ipc'] });
  prism.on('exit', code => {
    console.error(`prism ended with ${code}`);
    process.exit(1);
  });
  return prism;
}

async function answers(port) {
  for (let attempt = 0; attempt < 300; ++attempt) {
    const open = await new Promise(resolve => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.on('error', () => resolve(false));
    });
    if (open)
      return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('prism did not start');
}

function record(request, answer) {
  const path = request.url.split('?')[0];
  const reported = JSON.parse(answer.headers['sl-violations'] ?? '[]');
  const violations = reported.map(({ location = [], message, code }) => ({
    side: location[0] ?? 'response', place: `/${location.slice(1).join('/')}`, message: `${message} (${code})`,
  }));
  appendFileSync(trafficPath, `${JSON.stringify({
    method: request.method, path: request.url, status: answer.statusCode, operation: operationOf(request.method, path), violations,
  })}\n`);
}

// prism answers a body that is not JSON by itself; the server's own answer is wanted.
function isJson(body) {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return body.length === 0;
  }
}

function forward(request, body, response, target, seen) {
  const outgoing = http.request({
    host: target.hostname, port: target.port, method: request.method, path: request.url,
    headers: { ...request.headers, host: upstream.host }, maxHeaderSize: 1048576,
  }, answer => {
    if (seen)
      record(request, answer);
    const { 'sl-violations': _, ...headers } = answer.headers;
    response.writeHead(answer.statusCode, headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  response.on('close', () => outgoing.destroy());
  outgoing.end(body);
}

const prismPort = await freePort();
const prism = startPrism(prismPort);
await answers(prismPort);
const viaPrism = new URL(`http://127.0.0.1:${prismPort}`);
const front = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request)
    chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const path = request.url.split('?')[0];
  const seen = path.startsWith('/api/v1/') && path !== '/api/v1/events' && isJson(body);
  const validated = seen && !path.endsWith('/bundle');
  forward(request, body, response, validated ? viaPrism : upstream, seen);
});
front.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ ready: true, url: `http://127.0.0.1:${front.address().port}` })));
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    prism.removeAllListeners('exit');
    prism.kill();
    process.exit(0);
  });
}
