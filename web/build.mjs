// Bundles src/*.ts into api/static/built (or the folder given) under names that hold their content's hash, with a
// manifest that `api/assets.py` reads and the licences of every package that ended up in a bundle.
// The manifest is written last: without it the server counts the parts as not built.
import { build } from "esbuild";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(here, "..", "api", "static", "built"));
const entries = readdirSync(join(here, "src")).filter((name) => name.endsWith(".ts"));

const result = await build({
  absWorkingDir: here,
  entryPoints: entries.map((name) => `src/${name}`),
  outdir: target,
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none", // they stand in LICENCES.txt, whole
  metafile: true,
  write: false,
});

const manifest = {};
for (const [path, output] of Object.entries(result.metafile.outputs)) {
  if (!output.entryPoint) continue;
  const stem = basename(output.entryPoint, ".ts");
  manifest[`${stem}.js`] = basename(path);
  if (output.cssBundle) manifest[`${stem}.css`] = basename(output.cssBundle);
}

mkdirSync(target, { recursive: true });
const kept = new Set(result.outputFiles.map((file) => basename(file.path)));
for (const file of result.outputFiles) writeFileSync(join(target, basename(file.path)), file.contents);
writeFileSync(join(target, "LICENCES.txt"), licences(Object.keys(result.metafile.inputs)));
writeFileSync(join(target, "manifest.json.new"), JSON.stringify(manifest, null, 1) + "\n");
renameSync(join(target, "manifest.json.new"), join(target, "manifest.json"));
for (const name of readdirSync(target)) {
  if (!kept.has(name) && name !== "LICENCES.txt" && name !== "manifest.json") rmSync(join(target, name));
}
for (const file of result.outputFiles) {
  console.log(`${basename(file.path).padEnd(28)} ${(file.contents.length / 1024).toFixed(0).padStart(5)} KB`);
}

/** Name, version, licence and licence text of each package that some input comes from. */
function licences(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (found) folders.add(found[0]);
  }
  const parts = [...folders].sort().map((folder) => {
    const about = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
    const file = readdirSync(join(here, folder)).find((name) => /^(licen[cs]e|copying)/i.test(name));
    const text = file ? readFileSync(join(here, folder, file), "utf8").trim() : "(the package brings no licence text)";
    return `${about.name} ${about.version}: ${about.license}\n\n${text}\n`;
  });
  const head = "Packages of others in the files beside this one, as the npm registry gives them.\n";
  return [head, ...parts].join(`\n${"=".repeat(100)}\n\n`);
}
