/** What object mappers of Python give of a record with all its fields, and what makes plain data of one. */
import { model } from '../../engine/model';

const CHAIN = '{all,filter,exclude,order_by,select_related,prefetch_related,distinct,get,first,last,latest,earliest}';

const FORMS = ['"django.forms.models"', '"django.forms"'];

export const records = model('python', {
  name: 'Records',
  types: {
    Found: [
      `django.Manager.${CHAIN}()`,
      'django.Manager.{create,get_or_create}()',
      `Found.${CHAIN}()`,
      '"django.shortcuts".get_object_or_404()',
      'django.Manager.values[0=absent]()',
      'Found.values[0=absent]()',
    ],
    Chosen: [
      'sqlalchemy.Session.query()',
      '"flask_sqlalchemy".SQLAlchemy().Model.query',
      '*.query',
      'Chosen.{filter,filter_by,order_by,limit,offset,join,options}()',
    ],
    Row: [
      'Chosen.{get,first,one,one_or_none,all,get_or_404,first_or_404,one_or_404}()',
      'sqlalchemy.Session.get()',
      'sqlalchemy.Session.{scalar,scalars}()',
      'sqlalchemy.Session.{exec,scalars}().{first,one,all,one_or_none}()',
      'sqlalchemy.Session.execute().{scalar_one,scalar_one_or_none,scalar}()',
      'sqlalchemy.Session.execute().scalars().{first,one,all,one_or_none}()',
      '"flask_sqlalchemy".SQLAlchemy().{get_or_404,first_or_404,one_or_404}()',
    ],
  },
  sources: { record: ['Found', 'Row'] },
  // Which fields are wanted is said.
  sanitizers: {
    'allow-listed': FORMS.flatMap((forms) =>
      ['[fields:=*]', '[exclude:=*]', '[1=*]'].map((said) => `${forms}.model_to_dict${said}()`),
    ).concat('"django.core.serializers".serialize[fields:=*]()'),
  },
  flows: [
    ...FORMS.map((forms) => ({ call: `${forms}.model_to_dict`, from: '(0)', to: '()' })),
    { call: '"django.core.serializers".serialize', from: '(1)', to: '()' },
    { call: '"dataclasses".asdict', from: '(0)', to: '()' },
    { call: 'vars', from: '(0)', to: '()' },
  ],
});
