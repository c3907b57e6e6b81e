/** tRPC: procedures, what they are put together of, and the routers that name them. */
import { model } from '../../engine/model';

const KINDS = '{query,mutation,subscription}';

export const trpc = model('javascript', {
  name: 'tRPC',
  module: '@trpc/server',
  types: {
    Builder: ['"@trpc/server".initTRPC', 'Builder.{context,meta}()'],
    Trpc: ['Builder.create()'],
    Procedure: ['Trpc.procedure', 'Procedure.{input,output,use,meta,concat,unstable_concat}()'],
    Router: ['Trpc.{router,mergeRouters}()'],
    Query: ['Procedure.{query,subscription}()'],
    Mutation: ['Procedure.mutation()'],
    Called: [`Procedure.${KINDS}(fn)#0`],
  },
  sources: { untrusted: ['Called.input'] },
  quiet: ['Procedure.{input,output,meta}()'],
  flows: [{ call: 'Trpc.middleware', from: '(0)', to: '()' }],
  routes: {
    makes: {
      application: ['Trpc.router', 'Trpc.mergeRouters'],
      chains: [
        { call: 'Procedure.use', outer: '(this)', chain: '(0)' },
        { call: 'Procedure.{concat,unstable_concat}', outer: '(this)', chain: '(0)' },
        { call: 'Procedure.input', outer: '(this)', adds: ['validation'] },
        { call: 'Procedure.{output,meta}', outer: '(this)' },
        { call: `Procedure.${KINDS}`, outer: '(this)', chain: '(0)' },
      ],
    },
    tables: [
      {
        call: 'Trpc.router',
        on: 'result',
        at: '(0)',
        methods: { GET: ['Query'], POST: ['Mutation'] },
        shape: 'procedure',
      },
    ],
    register: [{ call: 'Trpc.mergeRouters', on: 'result', does: 'mount', chain: '(0..)' }],
    handlers: [{ of: 'procedure', goesOn: 'return', parameters: ['context'] }],
    passes: ['Trpc.procedure'],
  },
});
