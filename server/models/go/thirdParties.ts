/** Services of others that are told what people do and what went wrong: monitoring, product analytics, chat; and what is sent to an address. */
import { model } from '../../engine/model';
import { declared } from './declared';

export const thirdParties = model('go', {
  name: 'Third parties',
  types: {
    Scope: [
      '"github.com/getsentry/sentry-go".{ConfigureScope,WithScope}(fn)#0',
      '"github.com/getsentry/sentry-go".CurrentHub().Scope()',
      ...declared(['github.com/getsentry/sentry-go'], 'Scope'),
    ],
    Segment: [
      '"github.com/segmentio/analytics-go".New()',
      '"github.com/segmentio/analytics-go/v3".New()',
      '"gopkg.in/segmentio/analytics-go.v3".New()',
      ...declared(
        ['github.com/segmentio/analytics-go', 'github.com/segmentio/analytics-go/v3', 'gopkg.in/segmentio/analytics-go.v3'],
        'Client',
      ),
    ],
    PostHog: ['"github.com/posthog/posthog-go".{New,NewWithConfig}()', ...declared(['github.com/posthog/posthog-go'], 'Client')],
    Properties: ['"github.com/posthog/posthog-go".NewProperties()', 'Properties.Set()'],
    Client: ['"net/http"', '"net/http".DefaultClient', ...declared(['net/http'], 'Client')],
  },
  sinks: {
    'analytics-event': [
      'Scope.{SetUser,SetTag,SetTags,SetExtra,SetExtras,SetContext,SetContexts}(*).**',
      '"github.com/getsentry/sentry-go".{CaptureMessage,AddBreadcrumb}(*).**',
      'Segment.Enqueue(0).**',
      'PostHog.Enqueue(0).**',
      '"github.com/mixpanel/mixpanel-go".NewApiClient().{Track,PeopleSet,NewEvent}(*).**',
      '"github.com/rollbar/rollbar-go".{Error,Warning,Info,Critical,Debug,SetPerson}(*).**',
      '"github.com/bugsnag/bugsnag-go/v2".Notify(1..).**',
    ],
    'chat-message': ['"github.com/slack-go/slack".MsgOptionText(0)', '"github.com/slack-go/slack".PostWebhook(1).**'],
  },
  flows: [{ call: 'Properties.Set', from: ['(1)', '(this)'], to: ['()', '(this)'] }],
  calls: {
    'body-sent': [
      { call: 'Client.Post', roles: { url: '(0)', body: '(2)' } },
      { call: 'Client.PostForm', roles: { url: '(0)', body: '(1)' } },
    ],
  },
});
