// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node oidc-provider.mjs NODE_MODULES
//
// A second OpenID provider, certified and not ours, on a free loopback port: prints
// {"ready":true,"url":ISSUER}. Anybody may sign in by typing a name; alice, bob and carol have
// groups, and huge has 500 of them. GET /seen lists the requests of the token endpoint. Lifetimes
// in seconds come from ACCESS_LIFETIME and REFRESH_LIFETIME.
import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [nodeModules] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(join(nodeModules, 'oidc-provider/lib/index.js')));

const resource = 'urn:gatehouse:api';
const accessLifetime = Number(process.env.ACCESS_LIFETIME ?? 300);
const refreshLifetime = Number(process.env.REFRESH_LIFETIME ?? 3600);
const groups = {
  alice: ['platform-team'],
  bob: ['security-team', 'everyone'],
  carol: [],
  huge: Array.from({ length: 500 }, (_, i) => `a-group-with-a-long-name-${i}`),
};

const key = (type, options, extra) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), use: 'sig', ...extra,
});

function freePort() {
  return new Promise(resolve => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const port = await freePort();
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: 'console-native',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/callback'],
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
  }],
  jwks: {
    keys: [
      key('ec', { namedCurve: 'P-256' }, { kid: 'ec-1', alg: 'ES256' }),
      key('rsa', { modulusLength: 2048 }, { kid: 'rsa-1', alg: 'PS256' }),
    ],
  },
  cookies: { keys: ['only for tests'] },
  enabledJWA: { idTokenSigningAlgValues: ['ES256', 'PS256'] },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  claims: { openid: ['sub', 'groups'], profile: ['name'], email: ['email'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  features: {
    devInteractions: { enabled: false },
    deviceFlow: { enabled: true },
    revocation: { enabled: true },
    introspection: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    dPoP: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'gatehouse', audience: resource, accessTokenTTL: accessLifetime,
        accessTokenFormat: 'jwt', jwt: { sign: { alg: 'PS256' } },
      }),
    },
  },
  extraTokenClaims: (context, token) => ({ groups: groups[token.accountId] ?? [], name: token.accountId }),
  ttl: {
    AccessToken: accessLifetime, AuthorizationCode: 60, IdToken: 300, RefreshToken: refreshLifetime,
    Grant: refreshLifetime, Interaction: 600, Session: 600, DeviceCode: 600,
  },
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (context, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, name: id, email: `${id}@id.test`, groups: groups[id] ?? [] }),
  }),
});

function formOf(request) {
  return new Promise(resolve => {
    let body = '';
    request.on('data', chunk => { body += chunk; });
    request.on('end', () => resolve(new URLSearchParams(body)));
  });
}

async function grantAll(params, accountId) {
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope('openid profile email offline_access');
  grant.addResourceScope(resource, 'gatehouse');
  return grant.save();
}

async function interaction(request, response) {
  const { params } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end('<form method="post"><input name="login"><button>Sign in</button></form>');
    return;
  }
  const login = (await formOf(request)).get('login');
  const result = login
    ? { login: { accountId: login }, consent: { grantId: await grantAll(params, login) } }
    : { error: 'access_denied', error_description: 'The person does not want to' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const seen = [];
const handle = provider.callback();
http.createServer((request, response) => {
  if (request.url === '/seen') {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ seen }));
  } else if (request.url.startsWith('/interaction/')) {
    interaction(request, response).catch(error => {
      response.statusCode = 500;
      response.end(String(error));
    });
  } else {
    if (request.url.startsWith('/token')) seen.push(request.method);
    handle(request, response);
  }
}).listen(port, '127.0.0.1', () => console.log(JSON.stringify({ ready: true, url: issuer })));
