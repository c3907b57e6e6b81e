/** Services of others that are told what people do and what went wrong: monitoring, product analytics; and what is sent to an address. */
import { model } from '../../engine/model';

export const thirdParties = model('java', {
  name: 'Third parties',
  types: {
    Sentry: ['"io.sentry".Sentry', '<io.sentry.IScope>', '<io.sentry.Scope>', 'Sentry.{configureScope,withScope}(fn)#0'],
    SentryUser: ['"io.sentry.protocol".User()', '<io.sentry.protocol.User>'],
    Message: [
      '"com.segment.analytics.messages".{TrackMessage,IdentifyMessage,GroupMessage,PageMessage}.builder()',
      'Message.{userId,anonymousId,context,timestamp}()',
    ],
    Rest: [
      '"org.springframework.web.client".RestTemplate()',
      '<org.springframework.web.client.RestTemplate>',
      '<org.springframework.web.client.RestOperations>',
    ],
  },
  sinks: {
    'analytics-event': [
      'Sentry.{setTag,setExtra,setContexts,captureMessage,addBreadcrumb}(*).**',
      'SentryUser.{setEmail,setUsername,setName,setIpAddress,setData}(0).**',
      'Message.{traits,properties,userId}(0).**',
      '"com.mixpanel.mixpanelapi".MessageBuilder().{event,set,setOnce}(*).**',
      '"com.posthog.java".PostHog.Builder().build().{capture,identify,set}(*).**',
      '"com.newrelic.api.agent".NewRelic.{addCustomParameter,noticeError,setUserName,setUserId}(*).**',
      '"com.bugsnag".Bugsnag().notify(*).**',
    ],
  },
  calls: {
    'body-sent': [{ call: 'Rest.{postForObject,postForEntity,postForLocation,put,patchForObject}', roles: { url: '(0)', body: '(1)' } }],
  },
});
