/** What responses can be declared to hold, as conditions of the models use it. */

/** Parts of the names of media types that no browser renders. */
export const NOT_RENDERED =
  "'json'|'text/plain'|'csv'|'javascript'|'css'|'octet-stream'|'pdf'|'event-stream'|'image/png'|'image/jp'|'image/gif'|'image/webp'|'video/'|'audio/'|'font/'|'zip'|'calendar'|'markdown'|'yaml'|'spreadsheet'|'ms-excel'|'vcard'|'protobuf'";
