const assert = require('node:assert');
const http = require('node:http');
const test = require('node:test');

const address = `${process.env.ESB_HOST}:${process.env.ESB_PORT_WEB_80}`;

const get = (url) =>
  new Promise((resolve, reject) => {
    http.get(url, async (answer) => resolve(await answer.setEncoding('utf8').toArray())).on('error', reject);
  });

test('web answers', async () => {
  assert.deepStrictEqual(await get(`http://${address}`), ['hello\n']);
  console.log(`answered: ${address}`);
});
