/** Cookies: objects with setters, builders, constructors with all of it in a row. */
import { type CallModel, model } from '../../engine/model';
import { either } from './names';

const NOTHING_SET = { secure: false, httpOnly: false };
const beginning = (places: readonly string[]): Readonly<Record<string, typeof NOTHING_SET>> =>
  Object.fromEntries(places.map((place) => [place, NOTHING_SET]));

const SERVLET = either('servlet.http', '.Cookie');
const JAXRS = either('ws.rs.core', '.NewCookie');
const JAXRS_BUILDERS = JAXRS.map((place) => `${place}.Builder`);
const SPRING = '"org.springframework.http".ResponseCookie.{from,fromClientResponse}';
const BUILDING = '{value,version,path,domain,comment,maxAge,expiry,expires,secure,httpOnly,sameSite,partitioned}';

const OF_OBJECT = { name: '(0).name', value: '(0).value', secure: '(0).secure', httpOnly: '(0).httpOnly', age: '(0).maxAge' };
const OF_BUILDER = {
  name: '(this).name',
  value: '(this).value',
  secure: '(this).secure',
  httpOnly: '(this).httpOnly',
  sameSite: '(this).sameSite',
  age: '(this).maxAge',
};
/** Set on the object by other means, or for all cookies in the server's own configuration. */
const ELSEWHERE = { sameSite: 'elsewhere' };

/** Attributes in a row: https://jakarta.ee/specifications/restful-ws/3.1/apidocs/jakarta.ws.rs/jakarta/ws/rs/core/newcookie */
function constructors(place: string): readonly CallModel[] {
  const made = (filters: string, more: Readonly<Record<string, string>>): CallModel => ({
    call: place + filters,
    roles: { name: '(0)', value: '(1)', ...more },
    defaults: ELSEWHERE,
  });
  return [
    made('[2=absent]', {}),
    made('[6=*][7=absent]', { age: '(5)', secure: '(6)' }),
    made('[6=true|false][7=*][8=absent]', { age: '(5)', secure: '(6)', httpOnly: '(7)' }),
    made('[9=*]', { age: '(6)', secure: '(8)', httpOnly: '(9)' }),
  ];
}

export const cookies = model('java', {
  name: 'Cookies',
  types: { Builder: [`${SPRING}()`, ...JAXRS_BUILDERS.map((place) => `${place}()`), `Builder.${BUILDING}()`] },
  begins: { ...beginning(SERVLET), ...beginning(JAXRS_BUILDERS), [SPRING]: NOTHING_SET },
  flows: [
    ...[...SERVLET, SPRING].flatMap((call) => [
      { call, from: '(0)', to: '().name' },
      { call, from: '(1)', to: '().value' },
    ]),
    ...JAXRS_BUILDERS.map((call) => ({ call, from: '(0)', to: '().name' })),
    ...(['secure', 'httpOnly', 'maxAge', 'value'] as const).flatMap((field) => [
      { call: `servlet.Cookie.set${field[0].toUpperCase()}${field.slice(1)}`, from: '(0)', to: `(this).${field}` },
      { call: `Builder.${field}`, from: '(0)', to: `(this).${field}` },
    ]),
    { call: 'Builder.sameSite', from: '(0)', to: '(this).sameSite' },
    { call: `Builder.${BUILDING}`, from: '(this)', to: '()' },
  ],
  quiet: [...SERVLET.map((place) => `${place}()`), 'Builder.build()'],
  calls: {
    'cookie-write': [
      { call: 'servlet.Response.addCookie', roles: OF_OBJECT, defaults: ELSEWHERE },
      { call: 'Builder.build', roles: OF_BUILDER },
      ...JAXRS.flatMap(constructors),
    ],
    'cookie-header': [{ call: "servlet.Response.{setHeader,addHeader}[0='set-cookie']", roles: { value: '(1)' } }],
  },
});
