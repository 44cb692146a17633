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

// A connection that is cut off may be reported twice: by the iterator that is read, and as an event of the stream below it,
// with nobody listening. Which comes first differs from run to run; the first is printed, and either is an error.
let told = false;
function tell(answer, code) {
  if (!told) console.log(JSON.stringify(answer));
  told = true;
  process.exitCode = Math.max(process.exitCode ?? 0, code);
}
process.on('uncaughtException', error => tell({ error: String(error.message) }, 3));

try {
  tell(await ask(), 0);
} catch (error) {
  tell({ error: String(error.message) }, 3);
}
