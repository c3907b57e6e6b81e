/** Requests a program makes: `java.net`, Apache HttpClient, OkHttp, Jsoup. */
import { model } from '../../engine/model';

export const httpClients = model('java', {
  name: 'HTTP clients',
  types: {
    Url: ['"java.net".URL()', '<java.net.URL>', '"java.net".{URI.create,URI}().toURL()', '"java.net".URI.create().toURL()'],
    RequestBuilder: ['"java.net.http".HttpRequest.newBuilder()', 'RequestBuilder.{GET,POST,header,timeout,method,uri}()'],
    OkBuilder: ['"okhttp3".Request.Builder()', 'OkBuilder.{url,get,post,header}()'],
  },
  // Whoever connects chooses what is read.
  sources: {
    untrusted: [
      '<java.net.Socket>.getInputStream()',
      '"java.net".Socket().getInputStream()',
      '"java.net".ServerSocket().accept().getInputStream()',
    ],
  },
  sinks: {
    'request-url': [
      'Url.{openConnection,openStream,getContent}(this)',
      '"java.net.http".HttpRequest.newBuilder(0)',
      'RequestBuilder.uri(0)',
      '"org.apache.http.client.methods".{HttpGet,HttpPost,HttpPut,HttpDelete,HttpHead,HttpPatch}(0)',
      '"org.apache.hc.client5.http.classic.methods".{HttpGet,HttpPost,HttpPut,HttpDelete,HttpHead,HttpPatch}(0)',
      '"org.apache.http.client.fluent".Request.{Get,Post,Put,Delete}(0)',
      'OkBuilder.url(0)',
      '"org.jsoup".Jsoup.connect(0)',
      '"javax.ws.rs.client".ClientBuilder.newClient().target(0)',
      '"jakarta.ws.rs.client".ClientBuilder.newClient().target(0)',
    ],
    'request-host': ['"java.net".Socket(0)', '"java.net".InetSocketAddress(0)'],
  },
  quiet: [
    'Url.{openConnection,openStream}()',
    '"java.net".{Socket,InetSocketAddress,InetAddress}.*()',
    '"java.net.http".HttpClient.*()',
    '"org.jsoup".Jsoup.connect().*()',
  ],
});
