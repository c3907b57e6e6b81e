/** Lists, maps, sets, streams and optionals: how elements move through methods. */
import { model } from '../../engine/model';

const ELEMENT = '(this)[]';

export const collections = model('java', {
  name: 'Collections',
  flows: [
    {
      call: '*.{stream,parallelStream,iterator,listIterator,toList,toArray,distinct,sorted,limit,skip,subList,reversed,boxed,sequential,unmodifiableList}',
      from: '(this)',
      to: '()',
    },
    {
      call: '*.{stream,parallelStream,iterator,toList,toArray,distinct,sorted,limit,skip,subList,reversed,collect,peek}',
      from: ELEMENT,
      to: '()[]',
    },
    { call: '*.collect', from: '(this)', to: '()' },
    { call: '*.collect', from: ELEMENT, to: '()', as: 'text' },
    { call: '*.map', from: [ELEMENT, '(this)'], to: '(0)#0' },
    { call: '*.map', from: '(0)=>', to: ['()[]', '()'] },
    { call: '*.{mapToObj,thenApply,thenCompose}', from: [ELEMENT, '(this)'], to: '(0)#0' },
    { call: '*.{mapToObj,thenApply,thenCompose}', from: '(0)=>', to: ['()[]', '()'] },
    { call: '*.flatMap', from: [ELEMENT, '(this)'], to: '(0)#0' },
    { call: '*.flatMap', from: ['(0)=>'], to: ['()', '()[]'] },
    { call: '*.filter', from: [ELEMENT, '(this)'], to: '(0)#0' },
    { call: '*.filter', from: ELEMENT, to: '()[]' },
    { call: '*.filter', from: '(this)', to: '()' },
    {
      call: '*.{forEach,ifPresent,anyMatch,allMatch,noneMatch,forEachOrdered,takeWhile,dropWhile,peek,thenAccept,removeIf}',
      from: [ELEMENT, '(this)'],
      to: '(0)#0',
    },
    { call: '*.reduce', from: [ELEMENT, '(0)', '(1)=>'], to: ['()', '(1)#0', '(1)#1'] },
    {
      call: '*.{findFirst,findAny,min,max,getFirst,getLast,peekFirst,pollFirst,poll,peek,element,pop,remove,nextElement}',
      from: ELEMENT,
      to: '()',
    },
    { call: '*.{orElse,orElseGet,orElseThrow,ifPresentOrElse,join,block,blockFirst,toFuture,getNow}', from: ['(this)', '(0)'], to: '()' },
    { call: '*.next', from: [ELEMENT, '(this)'], to: '()' },
    { call: '*.{addAll,putAll}', from: '(0)', to: '(this)' },
    { call: '*.addAll', from: '(0)[]', to: '(this)[]' },
    { call: '*.values', from: ['(this)[]', '(this).*'], to: '()[]' },
    { call: '*.entrySet', from: '(this).*', to: '()[]' },
    { call: '*.keySet', from: '(this)', to: '()[]' },
    { call: '*.{getKey,getValue}', from: '(this)', to: '()' },
    { call: '*.setAttribute', from: '(1)', to: '(this)[]' },
    { call: '"java.util".Optional.{of,ofNullable}', from: '(0)', to: '()' },
    { call: '"java.util.stream".Stream.of', from: '(*)', to: '()[]' },
    { call: '"java.util".Arrays.stream', from: '(0)[]', to: '()[]' },
    { call: '"java.util".Arrays.asList', from: ['(0)[]', '(*)'], to: '()[]' },
    { call: '"java.util".{ArrayList,LinkedList,HashSet,TreeSet,LinkedHashSet,ArrayDeque}', from: '(0)[]', to: '()[]' },
    { call: '"java.util".{HashMap,TreeMap,LinkedHashMap}', from: '(0)', to: '()' },
    {
      call: '"java.util".Collections.{unmodifiableList,unmodifiableSet,unmodifiableMap,singletonList,synchronizedList}',
      from: '(0)',
      to: '()',
    },
    { call: '"java.util".Collections.singletonList', from: '(0)', to: '()[]' },
    { call: '"reactor.core.publisher".{Mono,Flux}.just', from: '(0)', to: '()' },
  ],
  quiet: [
    '*.{put,putIfAbsent,remove,clear,contains,containsKey,isPresent,count,hasNext,sort,removeAll,retainAll,anyMatch,allMatch,noneMatch}()',
  ],
  meanings: {
    append: ['*.{add,addLast,addFirst,push,offer}'],
    read: ['*.{get,getOrDefault}'],
    member: ['*.contains'],
    'has-key': ['*.containsKey'],
  },
});
