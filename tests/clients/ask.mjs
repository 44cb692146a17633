// Asks one query of one or more endpoints through Comunica and prints what came as JSON.
// node ask.mjs rows|graph|boolean QUERY ENDPOINT…
// An error is printed as {"error": …}, with exit code 3: that is what a test wants to see.
import { QueryEngine } from '@comunica/query-sparql';

const [, , kind, query, ...endpoints] = process.argv;
const context = { sources: endpoints.map(value => ({ type: 'sparql', value })) };
const engine = new QueryEngine();

async function ask() {
  if (kind === 'boolean') {
    return { boolean: await engine.queryBoolean(query, context) };
  }
  if (kind === 'graph') {
    let triples = 0;
    for await (const _ of await engine.queryQuads(query, context)) triples += 1;
    return { triples };
  }
  const rows = [];
  let number = 0;
  for await (const bindings of await engine.queryBindings(query, context)) {
    number += 1;
    if (rows.length < 100) {
      rows.push(Object.fromEntries([...bindings].map(([variable, term]) => [variable.value, term.value])));
    }
  }
  return { number, rows };
}

try {
  console.log(JSON.stringify(await ask()));
} catch (error) {
  console.log(JSON.stringify({ error: String(error.message) }));
  process.exitCode = 3;
}
