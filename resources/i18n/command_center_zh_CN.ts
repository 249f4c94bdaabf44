<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>There is nobody to remind: this is about no dog, and no pile-up of bikes.</source>
        <translation>没有可提醒的对象:不是犬只事项,也不是单车淤积。</translation>
    </message>
    <message>
        <source>Tell the operator</source>
        <translation>通知运营企业</translation>
    </message>
    <message>
        <source>Nobody else has this open.</source>
        <translation>没有别人在处理这一条。</translation>
    </message>
    <message>
        <source>Take over from {name}</source>
        <translation>从 {name} 接手</translation>
    </message>
    <message>
        <source>Play the clip</source>
        <translation>播放视频片段</translation>
    </message>
    <message>
        <source>No squad on duty</source>
        <translation>没有在岗班组</translation>
    </message>
    <message>
        <source>Accept and dispatch {squad}</source>
        <translation>受理并派遣 {squad}</translation>
    </message>
    <message>
        <source>Dispatch one at a time, or merge first</source>
        <translation>派遣一次一件,或先合并</translation>
    </message>
    <message>
        <source>Remind the owner</source>
        <translation>提醒犬主</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>误报</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>Merge duplicates</source>
        <translation>合并重复件</translation>
    </message>
    <message>
        <source>To mediation</source>
        <translation>转老娘舅</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认知悉</translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Dispatch {squad}</source>
        <translation>派遣 {squad}</translation>
    </message>
    <message>
        <source>Check passed</source>
        <translation>核查通过</translation>
    </message>
    <message>
        <source>Rework</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>Call the squad back</source>
        <translation>召回班组</translation>
    </message>
    <message>
        <source>Note a call</source>
        <translation>通话记录</translation>
    </message>
    <message>
        <source>There is nothing to check: the squad has not reported back on this.</source>
        <translation>班组尚未回报办结,暂无可核查内容。</translation>
    </message>
    <message>
        <source>No squad is under way on this, so none can be called back.</source>
        <translation>这一条没有班组在途,无需召回。</translation>
    </message>
    <message>
        <source>A call is noted on a case: accept this first (Enter).</source>
        <translation>通话记录记在案卷上,请先受理(Enter)。</translation>
    </message>
    <message>
        <source>There is no clip: whoever flagged this sent none.</source>
        <translation>没有视频片段：上报方未提供。</translation>
    </message>
    <message>
        <source>A squad has been sent on this already. W calls it back.</source>
        <translation>已派遣班组处置,按 W 可召回。</translation>
    </message>
    <message>
        <source>This is a case already: that is possible only before it is accepted.</source>
        <translation>已受理建卷,此操作只能在受理之前进行。</translation>
    </message>
    <message>
        <source>This is acknowledged already.</source>
        <translation>这一条已确认知悉。</translation>
    </message>
    <message>
        <source>Nothing was merged into this.</source>
        <translation>这一条没有合并过其他件。</translation>
    </message>
    <message>
        <source>One at a time: select a single row.</source>
        <translation>请一次只选一条。</translation>
    </message>
</context>
<context>
    <name>Arrange</name>
    <message>
        <source>Take a panel by its head and drag it: to another edge, or out of the window.</source>
        <translation>按住面板标题拖动:可移到另一边,也可拖出窗口。</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Arrangements kept</source>
        <translation>已存布局</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Back into the window</source>
        <translation>放回窗口</translation>
    </message>
    <message>
        <source>Own window</source>
        <translation>独立窗口</translation>
    </message>
    <message>
        <source>Keep as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>恢复初始布局</translation>
    </message>
    <message>
        <source>Name of the arrangement</source>
        <translation>布局名称</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be restored: the panels stand as at first.</source>
        <translation>“{name}”无法恢复:面板已回到初始布局。</translation>
    </message>
    <message>
        <source>The panels stand as in “{name}”.</source>
        <translation>面板已按“{name}”排列。</translation>
    </message>
    <message>
        <source>The panels stand as at first.</source>
        <translation>面板已恢复初始布局。</translation>
    </message>
    <message>
        <source>A name has 1 to {n} characters.</source>
        <translation>名称须为 1 至 {n} 个字符。</translation>
    </message>
    <message>
        <source>Kept as “{name}”.</source>
        <translation>已存为“{name}”。</translation>
    </message>
</context>
<context>
    <name>Basemap</name>
    <message>
        <source>The map shows another part of the world: nothing of the city is on it.</source>
        <translation>该底图是别处的地图，没有本市的内容。</translation>
    </message>
    <message>
        <source>The ground stays empty. All else on the map is right.</source>
        <translation>底图留空，地图上其他内容不受影响。</translation>
    </message>
    <message>
        <source>Choose another map under Layers, or have the one in settings.toml replaced.</source>
        <translation>请在“图层”中选择其他底图，或更换 settings.toml 中所列底图。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Map “{name}” ({where})</source>
        <translation>底图“{name}”({where})</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>文件不存在。</translation>
    </message>
    <message>
        <source>The file may not be read.</source>
        <translation>没有读取该文件的权限。</translation>
    </message>
    <message>
        <source>The file is empty: it was not copied to the end.</source>
        <translation>文件为空：未复制完整。</translation>
    </message>
    <message>
        <source>The file is no map archive of this kind.</source>
        <translation>该文件不是此类地图包。</translation>
    </message>
    <message>
        <source>The archive is of an old version of PMTiles ({detail}); 3 is read.</source>
        <translation>该地图包是旧版 PMTiles({detail})，只支持版本 3。</translation>
    </message>
    <message>
        <source>The archive is of a version of PMTiles not known here ({detail}); 3 is read.</source>
        <translation>该地图包的 PMTiles 版本({detail})不受支持，只支持版本 3。</translation>
    </message>
    <message>
        <source>The archive is damaged.</source>
        <translation>地图包已损坏。</translation>
    </message>
    <message>
        <source>Its tiles are {detail}; PNG, JPEG, WebP and MVT are read.</source>
        <translation>其瓦片格式为 {detail}；支持 PNG、JPEG、WebP 和 MVT。</translation>
    </message>
    <message>
        <source>It is compressed with {detail}; gzip is read.</source>
        <translation>其压缩方式为 {detail}；只支持 gzip。</translation>
    </message>
    <message>
        <source>Its key is missing: the environment has no {detail}.</source>
        <translation>缺少密钥：环境变量 {detail} 未设置。</translation>
    </message>
    <message>
        <source>The map&apos;s server does not answer.</source>
        <translation>地图服务器没有应答。</translation>
    </message>
    <message>
        <source>The map&apos;s server refuses ({detail}).</source>
        <translation>地图服务器拒绝请求({detail})。</translation>
    </message>
    <message>
        <source>The map&apos;s server asks for patience ({detail}).</source>
        <translation>地图服务器要求稍后再试({detail})。</translation>
    </message>
    <message>
        <source>What the map&apos;s server sends is no map.</source>
        <translation>地图服务器返回的不是地图。</translation>
    </message>
    <message>
        <source>Tiles seen before are shown, the rest stays empty. All else on the map is right.</source>
        <translation>看过的瓦片照常显示，其余留空。地图上其他内容不受影响。</translation>
    </message>
    <message>
        <source>The sketch is shown instead. All else on the map is right.</source>
        <translation>已改用示意图。地图上其他内容不受影响。</translation>
    </message>
    <message>
        <source>It is asked again by itself; or choose another map under Layers.</source>
        <translation>系统会自动重试；也可在“图层”中选择其他底图。</translation>
    </message>
    <message>
        <source>Have key and address in settings.toml checked, or choose another map.</source>
        <translation>请检查 settings.toml 中的密钥和地址，或选择其他底图。</translation>
    </message>
    <message>
        <source>Have the key set in the environment and start anew.</source>
        <translation>请在环境变量中设置密钥后重新启动。</translation>
    </message>
    <message>
        <source>Have the file named in settings.toml replaced, then choose the map again.</source>
        <translation>请更换 settings.toml 中所列文件，再重新选择该底图。</translation>
    </message>
</context>
<context>
    <name>Cameras</name>
    <message>
        <source>This camera is reported off line.</source>
        <translation>该摄像头上报为离线。</translation>
    </message>
    <message>
        <source>off line</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>no stream</source>
        <translation>无视频流</translation>
    </message>
    <message>
        <source>Empty: choose a camera from the list or on the map.</source>
        <translation>空窗口：请从列表或地图上选择摄像头。</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近的摄像头</translation>
    </message>
    <message>
        <source>The cameras nearest to the selected event</source>
        <translation>离所选事件最近的摄像头</translation>
    </message>
    <message>
        <source>Find a camera ( / )</source>
        <translation>查找摄像头 ( / )</translation>
    </message>
    <message>
        <source>{n} pictures (key {n})</source>
        <translation>{n} 画面（按键 {n}）</translation>
    </message>
    <message>
        <source>the name of its server is not known</source>
        <translation>服务器名称无法解析</translation>
    </message>
    <message>
        <source>its server does not answer</source>
        <translation>服务器无应答</translation>
    </message>
    <message>
        <source>its server&apos;s certificate is not trusted</source>
        <translation>服务器证书不受信任</translation>
    </message>
    <message>
        <source>its server asks for a login</source>
        <translation>服务器要求登录</translation>
    </message>
    <message>
        <source>its server refuses the login</source>
        <translation>服务器拒绝登录</translation>
    </message>
    <message>
        <source>its server has no such stream</source>
        <translation>服务器上没有这一路视频</translation>
    </message>
    <message>
        <source>its server reports a fault</source>
        <translation>服务器报告故障</translation>
    </message>
    <message>
        <source>its server answers, but no picture comes</source>
        <translation>服务器有应答，但没有画面</translation>
    </message>
    <message>
        <source>the file cannot be played</source>
        <translation>文件无法播放</translation>
    </message>
    <message>
        <source>the stream has stopped</source>
        <translation>视频流已中断</translation>
    </message>
    <message>
        <source>its address holds a login that could not be kept out of logs</source>
        <translation>地址中含登录信息，本机无法保证不写入日志</translation>
    </message>
    <message>
        <source>the address is too long</source>
        <translation>地址过长</translation>
    </message>
    <message>
        <source>the address is none</source>
        <translation>地址无效</translation>
    </message>
    <message>
        <source>addresses of this kind are not opened</source>
        <translation>不允许打开此类地址</translation>
    </message>
    <message>
        <source>the address names no server</source>
        <translation>地址中没有服务器</translation>
    </message>
    <message>
        <source>the file is in no folder that the settings allow</source>
        <translation>文件不在设置允许的文件夹内</translation>
    </message>
    <message>
        <source>RECORDING</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>STILL</source>
        <translation>画面停滞</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>无画面</translation>
    </message>
    <message>
        <source>No stream is known for this camera.</source>
        <translation>该摄像头未登记视频流。</translation>
    </message>
    <message>
        <source>Waiting for the first picture…</source>
        <translation>正在等待画面…</translation>
    </message>
    <message>
        <source>Not opened: {why}.</source>
        <translation>未打开：{why}。</translation>
    </message>
    <message>
        <source>The picture stands still since {time}.</source>
        <translation>画面自 {time} 起停滞。</translation>
    </message>
    <message>
        <source>No picture: {why}.</source>
        <translation>无画面：{why}。</translation>
    </message>
    <message>
        <source>No picture: {why}. Tried again in {n} s.</source>
        <translation>无画面：{why}。{n} 秒后重试。</translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>show (on the record)</source>
        <translation>查看(将留痕)</translation>
    </message>
    <message>
        <source>{what} not delivered yet: waits for the connection</source>
        <translation>{what}尚未送达:等待连接恢复</translation>
    </message>
    <message>
        <source>{what} not delivered yet, sent {n} times, last {time}; goes on by itself</source>
        <translation>{what}尚未送达,已发送 {n} 次,最近 {time};系统会自动重发</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Nothing is selected. J and K go through the queue.</source>
        <translation>未选中任何一件。按 J / K 在队列中上下移动。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>研判依据</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>基本情况</translation>
    </message>
    <message>
        <source>On the scene</source>
        <translation>现场处置</translation>
    </message>
    <message>
        <source>History</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Recommended squads</source>
        <translation>推荐班组</translation>
    </message>
</context>
<context>
    <name>Clip</name>
    <message>
        <source>Fetching the clip…</source>
        <translation>正在获取视频片段…</translation>
    </message>
    <message>
        <source>The clip cannot be played: {why}.</source>
        <translation>视频片段无法播放：{why}。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>end</source>
        <translation>已播完</translation>
    </message>
    <message>
        <source>The clip&apos;s address is not one that may be opened.</source>
        <translation>视频片段的地址不允许打开。</translation>
    </message>
    <message>
        <source>The clip is larger than 300 MiB: it is not fetched.</source>
        <translation>视频片段超过 300 MiB，未获取。</translation>
    </message>
    <message>
        <source>What the server sent is no film.</source>
        <translation>服务器返回的不是视频。</translation>
    </message>
    <message>
        <source>The clip could not be fetched: {why}</source>
        <translation>视频片段获取失败：{why}</translation>
    </message>
    <message>
        <source>There is no clip.</source>
        <translation>没有视频片段。</translation>
    </message>
</context>
<context>
    <name>DogPapers</name>
    <message>
        <source>Another tag</source>
        <translation>查另一犬牌</translation>
    </message>
    <message>
        <source>Guide dog</source>
        <translation>导盲犬</translation>
    </message>
    <message>
        <source>Working dog</source>
        <translation>工作犬</translation>
    </message>
    <message>
        <source>Second home</source>
        <translation>第二住处</translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>立即终止</translation>
    </message>
    <message>
        <source>Home is wrong</source>
        <translation>住处有误</translation>
    </message>
    <message>
        <source>Learn home again</source>
        <translation>重新推定住处</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>No tag {tag} is registered.</source>
        <translation>未登记犬牌 {tag}。</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>特许</translation>
    </message>
    <message>
        <source>Home, second homes and working dogs, by tag.</source>
        <translation>按犬牌查看住处、第二住处与工作犬。</translation>
    </message>
    <message>
        <source>Home: {how}</source>
        <translation>住处:{how}</translation>
    </message>
    <message>
        <source>Tag? Enter looks it up, Esc leaves it.</source>
        <translation>犬牌号?回车查询,Esc 取消。</translation>
    </message>
    <message>
        <source>Look up a tag first.</source>
        <translation>请先查询犬牌。</translation>
    </message>
    <message>
        <source>Longitude, latitude, words and, if it ends, the last day: {example}</source>
        <translation>经度, 纬度、说明,如有期限写最后一日:{example}</translation>
    </message>
    <message>
        <source>Papers in words and, if it ends, the last day: {example}</source>
        <translation>证件说明,如有期限写最后一日:{example}</translation>
    </message>
    <message>
        <source>This is not a place or a day. Write it as in the example.</source>
        <translation>无法识别地点或日期,请按示例填写。</translation>
    </message>
    <message>
        <source>Nothing is granted to this dog.</source>
        <translation>该犬没有特许。</translation>
    </message>
    <message>
        <source>The home is none; none is learned until F</source>
        <translation>已否定住处;按 F 前不再推定</translation>
    </message>
    <message>
        <source>The home is learned again from nights</source>
        <translation>将重新据夜间位置推定住处</translation>
    </message>
    <message>
        <source>Granted; this was recorded</source>
        <translation>已登记,已留痕</translation>
    </message>
    <message>
        <source>Ended; this was recorded</source>
        <translation>已终止,已留痕</translation>
    </message>
    <message>
        <source>A dog&apos;s papers</source>
        <translation>犬只档案</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>does not hold</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>nothing is kept yet</source>
        <translation>尚无证据</translation>
    </message>
    <message>
        <source>Penalty case {id}, opened {time}</source>
        <translation>行政处罚案件 {id},{time} 立案</translation>
    </message>
    <message>
        <source>{n} more are missing</source>
        <translation>另缺 {n} 项</translation>
    </message>
    <message>
        <source>{n} points open</source>
        <translation>还缺 {n} 项</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>齐全</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>a message is missing: {why}</source>
        <translation>缺报文:{why}</translation>
    </message>
    <message>
        <source>a track is missing: {why}</source>
        <translation>缺轨迹:{why}</translation>
    </message>
    <message>
        <source>a clip is missing: {why}</source>
        <translation>缺影像:{why}</translation>
    </message>
    <message>
        <source>a picture is missing: {why}</source>
        <translation>缺照片:{why}</translation>
    </message>
    <message>
        <source>messages {n}</source>
        <translation>报文 {n}</translation>
    </message>
    <message>
        <source>tracks {n}</source>
        <translation>轨迹 {n}</translation>
    </message>
    <message>
        <source>clips {n}</source>
        <translation>影像 {n}</translation>
    </message>
    <message>
        <source>pictures {n}</source>
        <translation>照片 {n}</translation>
    </message>
    <message>
        <source>the feed&apos;s message, word for word</source>
        <translation>原始报文</translation>
    </message>
    <message>
        <source>the source&apos;s clock within {seconds:g} s: not known yet</source>
        <translation>来源时钟误差 {seconds:g} 秒以内:尚未测得</translation>
    </message>
    <message>
        <source>the source&apos;s clock within {seconds:g} s: {measured:+.1f} s</source>
        <translation>来源时钟误差 {seconds:g} 秒以内:测得 {measured:+.1f} 秒</translation>
    </message>
    <message>
        <source>of these {seconds:g} s or more apart: {there} of {needed}</source>
        <translation>其中间隔 {seconds:g} 秒以上的 {there}/{needed} 张</translation>
    </message>
    <message>
        <source>of {width}×{height} or more: {there} of {needed}</source>
        <translation>不低于 {width}×{height} 的 {there}/{needed} 张</translation>
    </message>
    <message>
        <source>pictures: {there} of {needed}</source>
        <translation>照片 {there}/{needed} 张</translation>
    </message>
    <message>
        <source>Written to {file}, signed with key {key}</source>
        <translation>已写入 {file},签名公钥 {key}</translation>
    </message>
    <message>
        <source>The dossier was not written: {why}</source>
        <translation>证据卷宗未能写入:{why}</translation>
    </message>
    <message>
        <source>Broken off. Nothing was written.</source>
        <translation>已中止,未写入任何文件。</translation>
    </message>
    <message>
        <source>Making the dossier, step {n}</source>
        <translation>正在编制证据卷宗,第 {n} 步</translation>
    </message>
    <message>
        <source>Dossier, unmasked: for whom, and why?</source>
        <translation>导出证据卷宗(不脱敏):给谁用、为什么?</translation>
    </message>
    <message>
        <source>The dossier is being made; this was recorded</source>
        <translation>正在编制证据卷宗,已留痕</translation>
    </message>
    <message>
        <source>Penalty case opened</source>
        <translation>行政处罚案件已立案</translation>
    </message>
    <message>
        <source>The officers, name and certificate each: Lin 001, Xu 002</source>
        <translation>执法人员姓名与证件号:林峰 001,徐敏 002</translation>
    </message>
    <message>
        <source>Against whom?</source>
        <translation>当事人是谁?</translation>
    </message>
    <message>
        <source>Which rule was broken?</source>
        <translation>违反哪项条款?</translation>
    </message>
    <message>
        <source>Two officers are needed, each with a certificate&apos;s number.</source>
        <translation>须有两名执法人员,各填姓名和证件号。</translation>
    </message>
    <message>
        <source>Not yet, this is open: {what}</source>
        <translation>暂不能立案,尚缺:{what}</translation>
    </message>
    <message>
        <source>Answered; this was recorded</source>
        <translation>已填写,并已留痕</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>证据卷宗</translation>
    </message>
    <message>
        <source>Break off</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Open a penalty case</source>
        <translation>行政处罚立案</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>With changes to come: every place as it will be once all of them hold.</source>
        <translation>含待生效变更：各区域按全部变更生效后的样子导出。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Export places</source>
        <translation>导出区域</translation>
    </message>
    <message>
        <source>Saving: {n} %</source>
        <translation>正在保存：{n} %</translation>
    </message>
    <message>
        <source>{n} places saved: {file}</source>
        <translation>已保存 {n} 处：{file}</translation>
    </message>
    <message>
        <source>The name has to end in .geojson, .kml or .kmz.</source>
        <translation>文件名须以 .geojson、.kml 或 .kmz 结尾。</translation>
    </message>
    <message>
        <source>With changes to come</source>
        <translation>含待生效变更</translation>
    </message>
    <message>
        <source>In force now</source>
        <translation>当前生效</translation>
    </message>
    <message>
        <source>Those listed</source>
        <translation>列表所示</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>clock stands still since {time}</source>
        <translation>挂账计时暂停，自 {time} 起</translation>
    </message>
    <message>
        <source>{long} too late</source>
        <translation>已超 {long}</translation>
    </message>
    <message>
        <source>{long} left</source>
        <translation>剩余 {long}</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>建立</translation>
    </message>
    <message>
        <source>extension</source>
        <translation>延期</translation>
    </message>
    <message>
        <source>suspension</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>{what} asked for by {name} (no. {n}): {why}</source>
        <translation>{name} 申请{what}（第 {n} 号）：{why}</translation>
    </message>
    <message>
        <source>To approve</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>check</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>Collector</source>
        <translation>采集员</translation>
    </message>
    <message>
        <source>{long} ago</source>
        <translation>{long}前</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>协同</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>至 {time}</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>住处</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>特许</translation>
    </message>
    <message>
        <source>on record</source>
        <translation>登记在册</translation>
    </message>
    <message>
        <source>not known: distance from home cannot be told</source>
        <translation>未知，无法判断离家距离</translation>
    </message>
    <message>
        <source>set by a person at {since}</source>
        <translation>{since} 由人工设定</translation>
    </message>
    <message>
        <source>learned from {n} nights ({share} % of those seen), since {since}</source>
        <translation>据 {n} 个夜晚推得（占有数据夜晚的 {share} %），自 {since} 起</translation>
    </message>
    <message>
        <source>from {time}</source>
        <translation>{time} 起</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案卷</translation>
    </message>
    <message>
        <source>by {time}</source>
        <translation>{time} 前</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已超期</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>in 90 days {e} alarms, {r} reminders, {c} cases</source>
        <translation>90 天内 {e} 次预警,{r} 次提醒,{c} 件案卷</translation>
    </message>
    <message>
        <source>Dog</source>
        <translation>犬只</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>犬主</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>vaccination expired</source>
        <translation>免疫已过期</translation>
    </message>
    <message>
        <source>vaccinated</source>
        <translation>已免疫</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>车牌</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>上报件</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>上报人</translation>
    </message>
    <message>
        <source>urgent place</source>
        <translation>重点场所</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
</context>
<context>
    <name>FeedStates</name>
    <message>
        <source>The connection is being made. Its things are grey until something comes. Nothing to do.</source>
        <translation>正在连接。收到数据前,其目标在图上显示为灰色。无需操作。</translation>
    </message>
    <message>
        <source>What was missed is being read, and it comes nearer. Alarms may be about things that are past. Nothing to do.</source>
        <translation>正在补读错过的数据,正逐步追上。预警可能针对已经过去的情况。无需操作。</translation>
    </message>
    <message>
        <source>What comes is old, and does not become newer: alarms come late, and its things are grey. If it stays so, call whoever runs the server.</source>
        <translation>收到的是旧数据,且未见好转:预警会晚到,其目标显示为灰色。若持续如此,请联系该系统的运维人员。</translation>
    </message>
    <message>
        <source>It is live, but something before is lost for good: its server no longer had it. Look when that was (F6), check other sources for that time, and take note of it.</source>
        <translation>数据正常,但此前有一段已无法补回:对方服务器不再保存。请按 F6 查看缺失时段,用其他来源核对,并确认知悉。</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>The connection stands, but nothing comes. Its things are grey; new alarms from it are missing. It is connected again by itself; if it stays so, call whoever runs the server.</source>
        <translation>连接仍在,但没有数据。其目标显示为灰色,缺少由此产生的新预警。系统会自动重连;若持续如此,请联系该系统的运维人员。</translation>
    </message>
    <message>
        <source>The server refuses this station: nothing comes until that is mended. Have its token and address checked.</source>
        <translation>对方服务器拒绝本席位接入:修复前收不到任何数据。请检查令牌和地址。</translation>
    </message>
    <message>
        <source>There is no connection. Its things are grey; new alarms from it are missing. It reconnects by itself and fetches what was missed; if it stays out, call the administrator.</source>
        <translation>没有连接。其目标显示为灰色,缺少由此产生的新预警。系统会自动重连并补取错过的数据;若持续中断,请联系管理员。</translation>
    </message>
</context>
<context>
    <name>Feeds</name>
    <message>
        <source>{n}/min</source>
        <translation>{n}/min</translation>
    </message>
    <message>
        <source>{n} s behind</source>
        <translation>落后 {n} s</translation>
    </message>
    <message>
        <source>{span} behind</source>
        <translation>落后 {span}</translation>
    </message>
    <message>
        <source>clock {n} s ahead</source>
        <translation>时钟快 {n} 秒</translation>
    </message>
    <message>
        <source>clock {n} s behind</source>
        <translation>时钟慢 {n} 秒</translation>
    </message>
    <message>
        <source>Since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message>
        <source>Why: {why}</source>
        <translation>原因:{why}</translation>
    </message>
    <message>
        <source>The server&apos;s clock is {n} s ahead of ours: have it set.</source>
        <translation>对方服务器的时钟比本机快 {n} 秒:请校时。</translation>
    </message>
    <message>
        <source>The server&apos;s clock is {n} s behind ours: have it set.</source>
        <translation>对方服务器的时钟比本机慢 {n} 秒:请校时。</translation>
    </message>
    <message>
        <source>Newest data is {n} s old on arrival</source>
        <translation>最新数据到达时滞后 {n} s</translation>
    </message>
    <message>
        <source>Received {n}, set aside {q}, gaps {g}, reconnects {r}, not delivered {u}</source>
        <translation>收到 {n},隔离 {q},缺口 {g},重连 {r},未送达 {u}</translation>
    </message>
</context>
<context>
    <name>FeedsPanel</name>
    <message>
        <source>Take note of gaps</source>
        <translation>缺口已知悉</translation>
    </message>
    <message>
        <source>Show (on the record)</source>
        <translation>查看(将留痕)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Feeds</source>
        <translation>数据接入</translation>
    </message>
    <message>
        <source>1 – 9 feed · H L list · J K row · Shift+J K several · F6 closes</source>
        <translation>1 – 9 选接入 · H L 换列表 · J K 换行 · Shift+J K 多选 · F6 关闭</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>接入</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟差</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>最近消息</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>重连</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>未送达</translation>
    </message>
    <message>
        <source>{n} new of {all}</source>
        <translation>共 {all},未知悉 {n}</translation>
    </message>
    <message>
        <source>Noticed</source>
        <translation>发现于</translation>
    </message>
    <message>
        <source>Lost after</source>
        <translation>缺失起点</translation>
    </message>
    <message>
        <source>Lost before</source>
        <translation>缺失终点</translation>
    </message>
    <message>
        <source>Taken note of</source>
        <translation>知悉</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>the server began anew</source>
        <translation>对方重新编号</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Why it is not understood</source>
        <translation>无法识别的原因</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Waits since</source>
        <translation>等待自</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Last sent</source>
        <translation>最近发送</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案卷</translation>
    </message>
    <message>
        <source>About</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Nothing was lost that nobody has taken note of.</source>
        <translation>没有尚未知悉的缺口。</translation>
    </message>
    <message>
        <source>Taken note of {n} gaps; this was recorded</source>
        <translation>已知悉 {n} 个缺口,已留痕</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>未选中任何记录。</translation>
    </message>
    <message>
        <source>{n} are tried again; what is understood now leaves the list</source>
        <translation>正在重试 {n} 条;现在能识别的将移出列表</translation>
    </message>
    <message>
        <source>All of this feed are tried again; what is understood now leaves the list</source>
        <translation>正在重试该接入的全部记录;现在能识别的将移出列表</translation>
    </message>
    <message>
        <source>Shown; this was recorded</source>
        <translation>已显示,已留痕</translation>
    </message>
    <message>
        <source>Exporting; this was recorded</source>
        <translation>正在导出,已留痕</translation>
    </message>
    <message>
        <source>Exporting: {n} written</source>
        <translation>正在导出:已写 {n} 条</translation>
    </message>
    <message>
        <source>{n} written to {file}</source>
        <translation>已将 {n} 条写入 {file}</translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation>暂无记录。</translation>
    </message>
    <message>
        <source>{n} with “{text}” in the reason; / changes it, empty shows all</source>
        <translation>原因中含“{text}”的有 {n} 条;按 / 更改,留空显示全部</translation>
    </message>
    <message>
        <source>No. {n}, {size}</source>
        <translation>编号 {n},{size}</translation>
    </message>
    <message>
        <source>the first 64 KiB; all of it by export</source>
        <translation>仅前 64 KiB,全文请导出</translation>
    </message>
    <message>
        <source>Only those with this in the reason:</source>
        <translation>只显示原因中含以下文字的记录:</translation>
    </message>
    <message>
        <source>Export {n} messages to this file (.jsonl or .csv); it may name people:</source>
        <translation>将 {n} 条消息导出到此文件(.jsonl 或 .csv),可能含个人信息:</translation>
    </message>
    <message>
        <source>Gaps not taken note of</source>
        <translation>未知悉的缺口</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Opened today</source>
        <translation>今日建卷</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Closed in time</source>
        <translation>按期结案率</translation>
    </message>
    <message>
        <source>Solved, all time</source>
        <translation>累计解决率</translation>
    </message>
    <message>
        <source>well</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation>无法写入</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>数据存储</translation>
    </message>
    <message>
        <source>False alarms, 7 days</source>
        <translation>误报率 7 天</translation>
    </message>
    <message>
        <source>Messages set aside</source>
        <translation>隔离消息</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>{file} cannot be written: {why}</source>
        <translation>无法写入 {file}:{why}</translation>
    </message>
    <message>
        <source>{file} is there already. Nothing was saved.</source>
        <translation>{file} 已存在,未保存。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was saved.</source>
        <translation>已停止,未保存。</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>{n} alarms in {lines} lines</source>
        <translation>{n} 起告警,归为 {lines} 行</translation>
    </message>
    <message>
        <source>Alarm flood since {time}: {n} in 10 minutes for {people} people. Alarms are in groups, the urgent ones are not; none is hidden.</source>
        <translation>自 {time} 起告警集中涌入:10 分钟内 {n} 起,当班 {people} 人。告警已归组显示,紧急的不归组,一条也没有隐藏。</translation>
    </message>
    <message>
        <source>all seen</source>
        <translation>均已看过</translation>
    </message>
    <message>
        <source>{n} not seen</source>
        <translation>{n} 起未看</translation>
    </message>
    <message>
        <source>newest {time}</source>
        <translation>最新 {time}</translation>
    </message>
    <message>
        <source>{n} × {what}</source>
        <translation>{n} 起 {what}</translation>
    </message>
    <message>
        <source>Open group</source>
        <translation>展开该组</translation>
    </message>
    <message>
        <source>Close group</source>
        <translation>收起该组</translation>
    </message>
</context>
<context>
    <name>Handbook</name>
    <message>
        <source>Marked</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>办案手册</translation>
    </message>
    <message>
        <source>Select a row: its page stands here.</source>
        <translation>选中一件,这里显示对应的手册页。</translation>
    </message>
    <message>
        <source>Done, or not</source>
        <translation>标记完成 / 取消</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Nothing before in {n} days.</source>
        <translation>{n} 天内没有先例。</translation>
    </message>
    <message>
        <source>Time {nth} in {n} days.</source>
        <translation>{n} 天内第 {nth} 次。</translation>
    </message>
    <message>
        <source>The handbook advises: {what}</source>
        <translation>手册建议:{what}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
    <message>
        <source>taken back by {name}</source>
        <translation>{name} 取消</translation>
    </message>
    <message>
        <source>worded then: {words}</source>
        <translation>当时表述:{words}</translation>
    </message>
    <message>
        <source>Can be marked once there is a case.</source>
        <translation>建案卷后可以标记。</translation>
    </message>
    <message>
        <source>{done} of {n} done</source>
        <translation>已完成 {done} / {n}</translation>
    </message>
    <message>
        <source>the case is over</source>
        <translation>案卷已办结</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>asked a collector to verify</source>
        <translation>请采集员核实</translation>
    </message>
    <message>
        <source>asked a collector to check</source>
        <translation>请采集员核查</translation>
    </message>
    <message>
        <source>verified: it is so</source>
        <translation>核实：属实</translation>
    </message>
    <message>
        <source>verified: it is not so</source>
        <translation>核实：不属实</translation>
    </message>
    <message>
        <source>checked in the field: done</source>
        <translation>现场核查：已处理到位</translation>
    </message>
    <message>
        <source>checked in the field: not done</source>
        <translation>现场核查：未处理到位</translation>
    </message>
    <message>
        <source>opened without verification</source>
        <translation>未经核实予以受理</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>handed over to a county</source>
        <translation>移交县（市、区）</translation>
    </message>
    <message>
        <source>taken back from outside</source>
        <translation>收回自办</translation>
    </message>
    <message>
        <source>gave a part to another squad</source>
        <translation>协同班组承办一部分</translation>
    </message>
    <message>
        <source>dropped a part</source>
        <translation>取消协同部分</translation>
    </message>
    <message>
        <source>declined its part</source>
        <translation>协同班组退单</translation>
    </message>
    <message>
        <source>asked for suspension</source>
        <translation>申请挂账</translation>
    </message>
    <message>
        <source>asked for an extension</source>
        <translation>申请延期</translation>
    </message>
    <message>
        <source>suspension approved</source>
        <translation>批准挂账</translation>
    </message>
    <message>
        <source>suspension refused</source>
        <translation>驳回挂账</translation>
    </message>
    <message>
        <source>extension approved</source>
        <translation>批准延期</translation>
    </message>
    <message>
        <source>extension refused</source>
        <translation>驳回延期</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>恢复办理</translation>
    </message>
    <message>
        <source>a leader&apos;s instruction</source>
        <translation>领导批示</translation>
    </message>
    <message>
        <source>read the instruction</source>
        <translation>已阅指令</translation>
    </message>
    <message>
        <source>the case was void</source>
        <translation>案卷作废</translation>
    </message>
    <message>
        <source>evaluated</source>
        <translation>已评价</translation>
    </message>
    <message>
        <source>the platform withdrew the report</source>
        <translation>平台撤回上报</translation>
    </message>
    <message>
        <source>urged by the platform</source>
        <translation>平台催办</translation>
    </message>
    <message>
        <source>the platform added to the report</source>
        <translation>平台补充上报</translation>
    </message>
    <message>
        <source>told the operator of the bikes</source>
        <translation>通知单车运营企业</translation>
    </message>
    <message>
        <source>stands alone: another sighting fits better</source>
        <translation>重新归并后单独成条：另有更吻合的发现</translation>
    </message>
    <message>
        <source>raised after all, though the place excuses it</source>
        <translation>虽属豁免，仍转为报警</translation>
    </message>
    <message>
        <source>joined with another sighting of the same thing</source>
        <translation>与同一目标的其他发现并为一条</translation>
    </message>
    <message>
        <source>took this over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>happened again within a day: did not wait for the reminder</source>
        <translation>一日内再次发生：不等提醒结果，直接进入队列</translation>
    </message>
    <message>
        <source>confirmed by the rule, alarm raised</source>
        <translation>规则确认,生成预警</translation>
    </message>
    <message>
        <source>over by itself</source>
        <translation>已自行解除</translation>
    </message>
    <message>
        <source>withdrawn after late fixes</source>
        <translation>补到的定位不支持,预警撤回</translation>
    </message>
    <message>
        <source>put into the queue</source>
        <translation>进入待研判队列</translation>
    </message>
    <message>
        <source>reminded the owner</source>
        <translation>提醒犬主</translation>
    </message>
    <message>
        <source>answer received</source>
        <translation>收到答复</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>确认知悉</translation>
    </message>
    <message>
        <source>false alarm</source>
        <translation>判为误报</translation>
    </message>
    <message>
        <source>put off</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>brought back</source>
        <translation>取回队列</translation>
    </message>
    <message>
        <source>merged duplicates</source>
        <translation>合并重复件</translation>
    </message>
    <message>
        <source>taken apart again</source>
        <translation>重新拆分</translation>
    </message>
    <message>
        <source>opened the case</source>
        <translation>建立案卷</translation>
    </message>
    <message>
        <source>accepted, squad dispatched</source>
        <translation>受理并派遣</translation>
    </message>
    <message>
        <source>dispatched</source>
        <translation>派遣</translation>
    </message>
    <message>
        <source>called the squad back</source>
        <translation>召回班组</translation>
    </message>
    <message>
        <source>took the dispatch back</source>
        <translation>撤销派遣</translation>
    </message>
    <message>
        <source>the squad did not answer: called back</source>
        <translation>班组未应答,已召回</translation>
    </message>
    <message>
        <source>no squad answers: send one by hand</source>
        <translation>无班组应答,请人工派遣</translation>
    </message>
    <message>
        <source>check passed, closed</source>
        <translation>核查通过,结案</translation>
    </message>
    <message>
        <source>sent back for rework</source>
        <translation>核查不通过,返工</translation>
    </message>
    <message>
        <source>noted a telephone call</source>
        <translation>通话记录</translation>
    </message>
    <message>
        <source>passed to mediation</source>
        <translation>转老娘舅</translation>
    </message>
    <message>
        <source>looked at personal data</source>
        <translation>查看个人信息</translation>
    </message>
    <message>
        <source>a picture could not be fetched</source>
        <translation>有图片未能取回</translation>
    </message>
    <message>
        <source>urged by the reporter</source>
        <translation>上报人催办</translation>
    </message>
    <message>
        <source>evidence secured</source>
        <translation>证据已固定</translation>
    </message>
    <message>
        <source>answered a point of the check list</source>
        <translation>填写核对事项</translation>
    </message>
    <message>
        <source>marked a point of the handbook</source>
        <translation>标记手册步骤</translation>
    </message>
    <message>
        <source>took a mark of the handbook back</source>
        <translation>取消手册步骤标记</translation>
    </message>
    <message>
        <source>opened a penalty case</source>
        <translation>行政处罚案件立案</translation>
    </message>
    <message>
        <source>took out the dossier</source>
        <translation>导出证据卷宗</translation>
    </message>
    <message>
        <source>report updated</source>
        <translation>上报件更新</translation>
    </message>
    <message>
        <source>withdrawn by the reporter</source>
        <translation>上报人撤回</translation>
    </message>
    <message>
        <source>urged</source>
        <translation>催办</translation>
    </message>
    <message>
        <source>added to</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>reminded the owner by itself</source>
        <translation>已自动提醒犬主</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>至 {time}</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Hours</name>
    <message>
        <source>The week</source>
        <translation>一周图示</translation>
    </message>
    <message>
        <source>To date</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>From date</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>Part of the year, month-day; empty: all year</source>
        <translation>季节（月-日），留空为全年</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>删除此行</translation>
    </message>
    <message>
        <source>+ Season</source>
        <translation>＋ 季节</translation>
    </message>
    <message>
        <source>+ Time</source>
        <translation>＋ 时段</translation>
    </message>
    <message>
        <source>A date is none: write month-day as 05-01, or months as 5; both ends.</source>
        <translation>日期有误：请写月-日（如 05-01）或月份（如 5），起止都要填。</translation>
    </message>
    <message>
        <source>A time is none: write 06:00, up to 24:00; from and to must differ.</source>
        <translation>时间有误：请写成 06:00，最晚 24:00；起止不能相同。</translation>
    </message>
    <message>
        <source>Choose at least one day.</source>
        <translation>请至少选择一天。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>PH</source>
        <translation>节</translation>
    </message>
    <message>
        <source>Su</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Sa</source>
        <translation>六</translation>
    </message>
    <message>
        <source>Fr</source>
        <translation>五</translation>
    </message>
    <message>
        <source>Th</source>
        <translation>四</translation>
    </message>
    <message>
        <source>We</source>
        <translation>三</translation>
    </message>
    <message>
        <source>Tu</source>
        <translation>二</translation>
    </message>
    <message>
        <source>Mo</source>
        <translation>一</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>On a day that stands in two rows the lower row holds.</source>
        <translation>同一天出现在两行时，以下面一行为准。</translation>
    </message>
    <message>
        <source>The week as it is outside the parts of the year named.</source>
        <translation>图示为所列季节以外的一周。</translation>
    </message>
    <message>
        <source>The week as it is in its part of the year.</source>
        <translation>图示为生效季节内的一周。</translation>
    </message>
    <message>
        <source>These hours say more than rows can show; they are kept as text.</source>
        <translation>该时段超出按行编辑的范围，按文本原样保留。</translation>
    </message>
    <message>
        <source>Hours as text, opening_hours syntax</source>
        <translation>时段文本（opening_hours 语法）</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>按文本编辑</translation>
    </message>
    <message>
        <source>In rows</source>
        <translation>按行编辑</translation>
    </message>
    <message>
        <source>Lay down hours</source>
        <translation>设定时段</translation>
    </message>
    <message>
        <source>+ Row</source>
        <translation>＋ 一行</translation>
    </message>
    <message>
        <source>This is not opening_hours syntax: {why}</source>
        <translation>不符合 opening_hours 语法：{why}</translation>
    </message>
    <message>
        <source>These hours are not whole yet.</source>
        <translation>时段尚未填写完整。</translation>
    </message>
    <message>
        <source>{month} {day}</source>
        <translation>{month}{day}日</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first}至{last}</translation>
    </message>
    <message>
        <source>{start}–{end}</source>
        <translation>{start}–{end}</translation>
    </message>
    <message>
        <source>{start}–{end} next day</source>
        <translation>{start}–次日{end}</translation>
    </message>
    <message>
        <source>all day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>{first}–{last}</source>
        <translation>{first}至{last}</translation>
    </message>
    <message>
        <source>daily</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>{days} all day</source>
        <translation>{days}全天</translation>
    </message>
    <message>
        <source>at all times</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>except {when}</source>
        <translation>{when}除外</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>December</source>
        <translation>12月</translation>
    </message>
    <message>
        <source>November</source>
        <translation>11月</translation>
    </message>
    <message>
        <source>October</source>
        <translation>10月</translation>
    </message>
    <message>
        <source>September</source>
        <translation>9月</translation>
    </message>
    <message>
        <source>August</source>
        <translation>8月</translation>
    </message>
    <message>
        <source>July</source>
        <translation>7月</translation>
    </message>
    <message>
        <source>June</source>
        <translation>6月</translation>
    </message>
    <message>
        <source>May</source>
        <translation>5月</translation>
    </message>
    <message>
        <source>April</source>
        <translation>4月</translation>
    </message>
    <message>
        <source>March</source>
        <translation>3月</translation>
    </message>
    <message>
        <source>February</source>
        <translation>2月</translation>
    </message>
    <message>
        <source>January</source>
        <translation>1月</translation>
    </message>
    <message>
        <source>public holidays</source>
        <translation>法定节假日</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>at {position}</source>
        <translation>位于 {position}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>repair accepted</source>
        <translation>已接受修复</translation>
    </message>
    <message>
        <source>mended</source>
        <translation>已修正</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>不接受</translation>
    </message>
    <message>
        <source>repair proposed</source>
        <translation>待确认修复</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>its number stands in the file twice</source>
        <translation>编号在文件中重复</translation>
    </message>
    <message>
        <source>too many corners</source>
        <translation>角点太多</translation>
    </message>
    <message>
        <source>too few corners</source>
        <translation>角点太少</translation>
    </message>
    <message>
        <source>it crosses the 180th meridian</source>
        <translation>跨越180度经线</translation>
    </message>
    <message>
        <source>positions that are none in degrees</source>
        <translation>坐标超出经纬度范围</translation>
    </message>
    <message>
        <source>its lines cross</source>
        <translation>边线自相交</translation>
    </message>
    <message>
        <source>it has no shape: left out</source>
        <translation>没有图形，已跳过</translation>
    </message>
    <message>
        <source>kind as chosen here</source>
        <translation>按所选类型</translation>
    </message>
    <message>
        <source>its number is its name</source>
        <translation>以编号为名称</translation>
    </message>
    <message>
        <source>number given</source>
        <translation>已编号</translation>
    </message>
    <message>
        <source>collection made one shape</source>
        <translation>已合并为一个图形</translation>
    </message>
    <message>
        <source>direction of the outline turned</source>
        <translation>已调整轮廓方向</translation>
    </message>
    <message>
        <source>heights dropped</source>
        <translation>已去除高程</translation>
    </message>
    <message>
        <source>corners that stood twice taken out</source>
        <translation>已去除重复角点</translation>
    </message>
    <message>
        <source>outline closed</source>
        <translation>轮廓已闭合</translation>
    </message>
    <message>
        <source>{n} places laid down from {file}. This was recorded.</source>
        <translation>已从 {file} 导入 {n} 处，操作已留痕。</translation>
    </message>
    <message>
        <source>Now, or a time to come: 18:00, 11-30 08:00 or 2026-11-30 08:00.</source>
        <translation>立即，或将来的时间：18:00、11-30 08:00 或 2026-11-30 08:00。</translation>
    </message>
    <message>
        <source>Lay down {n}</source>
        <translation>导入 {n} 处</translation>
    </message>
    <message>
        <source>Not this repair</source>
        <translation>撤回修复</translation>
    </message>
    <message>
        <source>Laid down: {new} new, {changed} another version of one there is, {same} as they are</source>
        <translation>导入后：新增 {new}，更新现有 {changed}，无变化 {same}</translation>
    </message>
    <message>
        <source>{good} good, {mended} mended, {refused} refused, {waiting} with a repair proposed</source>
        <translation>合格 {good}，已修正 {mended}，不接受 {refused}，待确认修复 {waiting}</translation>
    </message>
    <message>
        <source>Reading: {n} %</source>
        <translation>正在读取：{n} %</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>已停止，未作任何更改。</translation>
    </message>
    <message>
        <source>This file is none of places. Nothing was changed. {why}</source>
        <translation>无法识别为区域文件，未作任何更改。{why}</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>now; or 11-30 08:00</source>
        <translation>立即；或 11-30 08:00</translation>
    </message>
    <message>
        <source>Takes effect</source>
        <translation>生效时间</translation>
    </message>
    <message>
        <source>Kind of those that name none</source>
        <translation>未注明类型者按此类型</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>GeoJSON, KML or KMZ. Nothing changes before you lay it down.</source>
        <translation>支持 GeoJSON、KML、KMZ。确认导入之前不作任何更改。</translation>
    </message>
    <message>
        <source>Import places</source>
        <translation>导入区域</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Lay down</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>All repairs</source>
        <translation>全部修复</translation>
    </message>
    <message>
        <source>Accept the repair</source>
        <translation>接受修复</translation>
    </message>
    <message>
        <source>Look through it</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择文件…</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Shift: duty log, instructions to squads, hand-over</source>
        <translation>值班:值班日志、给班组的指令、交接班</translation>
    </message>
    <message>
        <source>Remind the dog&apos;s owner, or the operator of bikes</source>
        <translation>提醒犬主,或通知单车运营企业</translation>
    </message>
    <message>
        <source>Rules: look at them, try a change over recorded tracks, switch it on</source>
        <translation>规则:查看,用历史轨迹试算改动,再启用</translation>
    </message>
    <message>
        <source>Silence the sound of alarms</source>
        <translation>告警静音</translation>
    </message>
    <message>
        <source>Open a group of alarms, and close it again</source>
        <translation>展开或收起一组告警</translation>
    </message>
    <message>
        <source>Excused: what was seen and is no violation; raise it after all</source>
        <translation>豁免：已发现但不属违规的事项；可转为报警</translation>
    </message>
    <message>
        <source>Alarm load: what the alarms ask of the people here, and false alarms</source>
        <translation>告警负荷：告警对值班人员的压力与误报情况</translation>
    </message>
    <message>
        <source>Tags: the work list of what may be wrong with them</source>
        <translation>犬牌:疑似异常的日常工单</translation>
    </message>
    <message>
        <source>Take over what another person has open</source>
        <translation>接手别人正在处理的</translation>
    </message>
    <message>
        <source>Zones: look at them, draw and change them</source>
        <translation>区域：查看、绘制与修改</translation>
    </message>
    <message>
        <source>Wall: what its monitors show, scenes, rotation</source>
        <translation>大屏:上屏画面、场景与轮播</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一件</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一件</translation>
    </message>
    <message>
        <source>Select the next row, too</source>
        <translation>向下多选</translation>
    </message>
    <message>
        <source>Select the previous row, too</source>
        <translation>向上多选</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一个页签</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>上一个页签</translation>
    </message>
    <message>
        <source>Accept and dispatch the recommended squad</source>
        <translation>受理并派遣推荐班组</translation>
    </message>
    <message>
        <source>Dispatch another squad; after X or S, the choice</source>
        <translation>派遣其他班组;按 X、S 后为选项</translation>
    </message>
    <message>
        <source>False alarm, then the reason 1 – 6</source>
        <translation>误报,再按 1 – 6 选原因</translation>
    </message>
    <message>
        <source>Later: 15 min, 1 h, end of shift; or bring back</source>
        <translation>稍后处理:15 分钟、1 小时、本班结束;或取回</translation>
    </message>
    <message>
        <source>Merge duplicates</source>
        <translation>合并重复件</translation>
    </message>
    <message>
        <source>Take merged ones apart</source>
        <translation>拆分已合并件</translation>
    </message>
    <message>
        <source>Pass to mediation</source>
        <translation>转老娘舅</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认知悉</translation>
    </message>
    <message>
        <source>Note a telephone call</source>
        <translation>通话记录</translation>
    </message>
    <message>
        <source>Check passed</source>
        <translation>核查通过</translation>
    </message>
    <message>
        <source>Rework</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>Call the squad back</source>
        <translation>召回班组</translation>
    </message>
    <message>
        <source>Play the clip of what was flagged</source>
        <translation>播放预警的视频片段</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Follow the selected thing on the map</source>
        <translation>地图跟随所选对象</translation>
    </message>
    <message>
        <source>Time line: look back, and close it again</source>
        <translation>时间轴:历史回放;再按关闭</translation>
    </message>
    <message>
        <source>Back from the past to the present</source>
        <translation>由回放返回实时</translation>
    </message>
    <message>
        <source>Measure a distance or an area on the map</source>
        <translation>在地图上量距离或面积</translation>
    </message>
    <message>
        <source>Copy the position pointed at on the map</source>
        <translation>复制地图上所指位置的坐标</translation>
    </message>
    <message>
        <source>Save the map as a picture or PDF</source>
        <translation>把地图存为图片或 PDF</translation>
    </message>
    <message>
        <source>Handbook: the steps for the selected matter, its check list, what went before</source>
        <translation>办案手册:所选事项的步骤、核对清单和以往情况</translation>
    </message>
    <message>
        <source>Feeds: health, gaps, set aside, not delivered</source>
        <translation>数据接入:状态、缺口、隔离、未送达</translation>
    </message>
    <message>
        <source>Cameras: live pictures</source>
        <translation>摄像头：实时画面</translation>
    </message>
    <message>
        <source>Panels: arrange them, keep arrangements</source>
        <translation>面板:排列与保存布局</translation>
    </message>
    <message>
        <source>Back, without doing anything</source>
        <translation>返回,不做任何操作</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部快捷键</translation>
    </message>
</context>
<context>
    <name>Load</name>
    <message>
        <source>At {step}, {spared} of {false} false alarms would not have come; {lost} of {true} true ones would be lost.</source>
        <translation>若阈值为 {step}:{false} 起误报中有 {spared} 起不会出现,{true} 起属实的中会少 {lost} 起。</translation>
    </message>
    <message>
        <source>Lower to {step}</source>
        <translation>降低到 {step}</translation>
    </message>
    <message>
        <source>Raise to {step}</source>
        <translation>提高到 {step}</translation>
    </message>
    <message>
        <source>A leader or the shift leader changes thresholds.</source>
        <translation>阈值由领导或值班长调整。</translation>
    </message>
    <message>
        <source>{n} held back in 30 days</source>
        <translation>30 天内压下 {n} 起</translation>
    </message>
    <message>
        <source>{camera}: threshold {least}</source>
        <translation>{camera}:阈值 {least}</translation>
    </message>
    <message>
        <source>{low}–{high} for sure</source>
        <translation>95% 区间 {low}–{high}</translation>
    </message>
    <message>
        <source>chatters</source>
        <translation>反复告警</translation>
    </message>
    <message>
        <source>aim {n}</source>
        <translation>目标 {n}</translation>
    </message>
    <message>
        <source>too much</source>
        <translation>过高</translation>
    </message>
    <message>
        <source>Standing longer than 24 hours</source>
        <translation>持续 24 小时以上</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Chattering sources</source>
        <translation>反复告警的来源</translation>
    </message>
    <message>
        <source>The ten worst sources&apos; share</source>
        <translation>前十来源占比</translation>
    </message>
    <message>
        <source>under {n}</source>
        <translation>低于 {n}</translation>
    </message>
    <message>
        <source>Floods, and their share of the time</source>
        <translation>告警泛滥次数及时间占比</translation>
    </message>
    <message>
        <source>at most {n}</source>
        <translation>不超过 {n}</translation>
    </message>
    <message>
        <source>Most in 10 minutes for each</source>
        <translation>每人 10 分钟内最多</translation>
    </message>
    <message>
        <source>{n} are fine, {m} the most</source>
        <translation>{n} 条为宜，最多 {m} 条</translation>
    </message>
    <message>
        <source>Alarms an hour for each operator</source>
        <translation>每名值班员每小时告警</translation>
    </message>
    <message>
        <source>Alarm load</source>
        <translation>告警负荷</translation>
    </message>
    <message>
        <source>cameras</source>
        <translation>按摄像头</translation>
    </message>
    <message>
        <source>places</source>
        <translation>按场所</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>False alarms of 30 days: {what}</source>
        <translation>近 30 天误报：{what}</translation>
    </message>
    <message>
        <source>Nothing changes by itself: look at the camera, its place and its threshold.</source>
        <translation>系统不会自动更改：请查看摄像头、点位和阈值。</translation>
    </message>
    <message>
        <source>Cameras that cry wolf: nine in ten dismissed</source>
        <translation>误报突出的摄像头：十有九误</translation>
    </message>
    <message>
        <source>The worst sources</source>
        <translation>最频繁的来源</translation>
    </message>
    <message>
        <source>By priority</source>
        <translation>按等级</translation>
    </message>
    <message>
        <source>Against what a person can bear</source>
        <translation>与人能承受的负荷相比</translation>
    </message>
    <message>
        <source>{n} alarms, {people} operators. The line is where a flood begins.</source>
        <translation>{n} 条告警，{people} 名值班员。横线以上为告警泛滥。</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>8 hours</source>
        <translation>8 小时</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>Trial on recorded tracks, not live: + {added} more · − {gone} no longer · = {both} as now. Esc removes it</source>
        <translation>历史轨迹试算,非实时:+ 新增 {added} · − 不再告警 {gone} · = 与现行相同 {both}。按 Esc 撤下</translation>
    </message>
    <message>
        <source>Sketch, not a survey</source>
        <translation>示意图，非测绘成果</translation>
    </message>
    <message>
        <source>Map approval no. {n}</source>
        <translation>审图号 {n}</translation>
    </message>
    <message>
        <source>Squads on duty {n}</source>
        <translation>在岗班组 {n}</translation>
    </message>
    <message>
        <source>Dogs {n}</source>
        <translation>犬只 {n}</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>No-dog zones</source>
        <translation>禁遛区</translation>
    </message>
    <message>
        <source>Dog control area</source>
        <translation>犬类管控区</translation>
    </message>
    <message>
        <source>Dog runs</source>
        <translation>犬类活动区</translation>
    </message>
    <message>
        <source>Regulated points</source>
        <translation>规范点</translation>
    </message>
    <message>
        <source>Loading points</source>
        <translation>装卸点</translation>
    </message>
    <message>
        <source>Model streets</source>
        <translation>示范街</translation>
    </message>
    <message>
        <source>Compounds</source>
        <translation>小区</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>服务机构</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>视频点位</translation>
    </message>
    <message>
        <source>Vehicles and drones</source>
        <translation>抓拍车与无人机</translation>
    </message>
    <message>
        <source>Squads</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>Dogs</source>
        <translation>犬只</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>{n} tasks</source>
        <translation>在办 {n} 件</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north</comment>
        <translation>北</translation>
    </message>
    <message>
        <source>Basemap</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>name_en</source>
        <translation>name</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>示意图</translation>
    </message>
    <message>
        <source>Map of the city</source>
        <translation>城区地图</translation>
    </message>
    <message>
        <source>Tag {n}</source>
        <translation>犬牌 {n}</translation>
    </message>
    <message>
        <source>not in force now</source>
        <translation>当前不在禁遛时段</translation>
    </message>
</context>
<context>
    <name>MapStrip</name>
    <message>
        <source>Nothing was saved: the name has to end in .png or .pdf</source>
        <translation>未保存:文件名须以 .png 或 .pdf 结尾</translation>
    </message>
    <message>
        <source>Saving: {n} %</source>
        <translation>正在保存:{n}%</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存:{file}</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Copy position</source>
        <translation>复制坐标</translation>
    </message>
    <message>
        <source>Save map</source>
        <translation>保存地图</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>File to save the map to, .png or .pdf</source>
        <translation>地图保存到的文件,.png 或 .pdf</translation>
    </message>
    <message>
        <source>Point at the map first</source>
        <translation>请先把指针移到地图上</translation>
    </message>
    <message>
        <source>Copied: {position}</source>
        <translation>已复制:{position}</translation>
    </message>
    <message>
        <source>Return saves; the ending .pdf makes a PDF; Esc leaves</source>
        <translation>回车保存;以 .pdf 结尾则存为 PDF;Esc 取消</translation>
    </message>
</context>
<context>
    <name>Measure</name>
    <message>
        <source>Click the corners; a double click ends; Esc leaves</source>
        <translation>依次点击各点,双击结束,Esc 退出</translation>
    </message>
    <message>
        <source>outline {length}</source>
        <translation>周长 {length}</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Shift</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Excused</source>
        <translation>豁免</translation>
    </message>
    <message>
        <source>Alarm load</source>
        <translation>告警负荷</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>犬牌</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>办案手册</translation>
    </message>
    <message>
        <source>Dog&apos;s papers</source>
        <translation>犬只档案</translation>
    </message>
    <message>
        <source>Feeds</source>
        <translation>数据接入</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>布局</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Reading the picture…</source>
        <translation>正在读取图片…</translation>
    </message>
    <message>
        <source>The picture could not be fetched: {why}</source>
        <translation>图片未能取回:{why}</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>{n} times since {time}</source>
        <translation>{time} 起反复 {n} 次</translation>
    </message>
    <message>
        <source>{n} sources</source>
        <translation>{n} 个来源</translation>
    </message>
    <message>
        <source>{name} has it open</source>
        <translation>{name} 处理中</translation>
    </message>
    <message>
        <source>Feeds are being watched. A dog&apos;s owner is reminded first; the dog comes here if it stays out.</source>
        <translation>系统持续监看各路数据。遛犬事项先提醒犬主,提醒后仍未返回的才列入待研判。</translation>
    </message>
    <message>
        <source>Reading the queue…</source>
        <translation>正在读取队列…</translation>
    </message>
    <message>
        <source>Nothing waits here.</source>
        <translation>暂无待办</translation>
    </message>
    <message>
        <source>not delivered yet</source>
        <translation>尚未送达</translation>
    </message>
    <message>
        <source>no squad</source>
        <translation>未派班组</translation>
    </message>
    <message>
        <source>Tag {tag}</source>
        <translation>犬牌 {tag}</translation>
    </message>
    <message>
        <source>late by {span}</source>
        <translation>超期 {span}</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>余 {span}</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>至 {time}</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已解除</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>已知悉</translation>
    </message>
    <message>
        <source>{n} fixes</source>
        <translation>{n} 点连续</translation>
    </message>
    <message>
        <source>sure {share}</source>
        <translation>置信 {share}</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} 件新到</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>This roster cannot be laid down. Nothing was changed. Mend the lines that are named, then import.</source>
        <translation>排班表有误，未作任何更改。请修改所列各行后重新导入。</translation>
    </message>
    <message>
        <source>Something is missing for this move. Nothing was changed. See its history for what it waits for.</source>
        <translation>该操作条件不足，未作任何更改。请查看办理经过，了解还缺什么。</translation>
    </message>
    <message>
        <source>These rules cannot be laid down. Nothing was changed. Mend what is marked, then switch on again.</source>
        <translation>这些规则不能启用,未作任何改动。请改正标出之处,再启用。</translation>
    </message>
    <message>
        <source>{detail} has this open. Nothing was changed. Take it over with a reason (O), or go on to the next.</source>
        <translation>{detail} 正在处理这一条，未作任何改动。可说明原因后接手（O），或处理下一条。</translation>
    </message>
    <message>
        <source>The registry tells this dog&apos;s home. Nothing was changed. Have it put right in the registry.</source>
        <translation>该犬住处以登记为准，未作改动。请在登记系统中更正。</translation>
    </message>
    <message>
        <source>This cannot be granted as it is. Nothing was changed. Check the times and the place, then save.</source>
        <translation>无法按此登记，未作改动。请检查起止时间和地点后再保存。</translation>
    </message>
    <message>
        <source>The wall cannot show this. Nothing was changed. Check the seconds and the scenes, then try again.</source>
        <translation>大屏无法按此播放,未作任何更改。请检查秒数和场景后重试。</translation>
    </message>
    <message>
        <source>This scene cannot be shown as it is. Nothing was changed. Mend what is marked, then save again.</source>
        <translation>该场景目前无法上屏,未作任何更改。请修正标出的问题后再保存。</translation>
    </message>
    <message>
        <source>Your seat may not do this. Nothing was changed. Ask the shift leader, or a seat with the role.</source>
        <translation>本席位无此权限,未作任何改动。请联系值班长或有权限的席位办理。</translation>
    </message>
    <message>
        <source>What this needs is not on record. Nothing was changed. Check the entry or choose another action.</source>
        <translation>所需信息未登记,未作任何改动。请核对登记信息或改用其他操作。</translation>
    </message>
    <message>
        <source>Another seat was first. Your action was not carried out. Look at the newest state, then decide.</source>
        <translation>其他席位已先行处理,本次操作未执行。请看最新状态后再定。</translation>
    </message>
    <message>
        <source>This is not possible at this step. Nothing was changed. The buttons show what can be done now.</source>
        <translation>当前环节不能这样操作,未作任何改动。可用操作见按钮。</translation>
    </message>
    <message>
        <source>Too late: the task has left, or the time is past. Call the squad back instead if it is wrong.</source>
        <translation>已来不及:任务已发出或时间已过。如派错,请改用召回班组。</translation>
    </message>
    <message>
        <source>This squad cannot go: off duty or unknown. Nothing was sent. Choose another one by its number.</source>
        <translation>该班组不在岗或不存在,未派出。请按数字键另选班组。</translation>
    </message>
    <message>
        <source>No mediation studio is on the list of places. Nothing was passed on. Dispatch a squad instead.</source>
        <translation>地点库中没有老娘舅工作室,未转出。请改派班组。</translation>
    </message>
    <message>
        <source>This place cannot be laid down as it is. Nothing was changed. Mend what is marked, then save again.</source>
        <translation>该区域无法按现状保存,未作任何更改。请修正标出之处后重新保存。</translation>
    </message>
    <message>
        <source>Something is missing for this. Nothing was changed. The evidence part of the case names what.</source>
        <translation>条件不齐,未作任何更改。案卷页面“证据”栏列明所缺内容。</translation>
    </message>
    <message>
        <source>The store cannot be written now. Your action was not saved. Write it down and try again shortly.</source>
        <translation>数据存储暂时无法写入,本次操作未保存。请先记下,稍后重试。</translation>
    </message>
    <message>
        <source>Not carried out ({code}). Nothing was changed.</source>
        <translation>未执行({code}),未作任何改动。</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>From {when} on: {rules}</source>
        <translation>自 {when} 起:{rules}</translation>
    </message>
    <message>
        <source>In force since {when}</source>
        <translation>自 {when} 起施行</translation>
    </message>
    <message>
        <source>No rules have been laid down yet.</source>
        <translation>尚未下达任何规则。</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>版本 {n}</translation>
    </message>
    <message>
        <source>from {when} on</source>
        <translation>自 {when} 起</translation>
    </message>
    <message>
        <source>home within {n} m</source>
        <translation>{n} 米内算在家</translation>
    </message>
    <message>
        <source>alarm at once</source>
        <translation>立即告警</translation>
    </message>
    <message>
        <source>owner reminded for {n} min</source>
        <translation>先提醒犬主 {n} 分钟</translation>
    </message>
    <message>
        <source>a new program</source>
        <translation>程序更新</translation>
    </message>
    <message>
        <source>switched on here</source>
        <translation>在此启用</translation>
    </message>
    <message>
        <source>from the settings file</source>
        <translation>来自设置文件</translation>
    </message>
    <message>
        <source>replaced before its time</source>
        <translation>未生效即被替换</translation>
    </message>
    <message>
        <source>past</source>
        <translation>已过</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>待生效</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>Back to the rules</source>
        <translation>返回规则</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>填入</translation>
    </message>
    <message>
        <source>Going back is a new version too: fill it in, try it, switch it on.</source>
        <translation>恢复旧版也是一个新版本:填入、试算、启用。</translation>
    </message>
    <message>
        <source>Versions of the rules</source>
        <translation>规则的版本</translation>
    </message>
    <message>
        <source>Not tried yet. Ctrl+T tries it; Ctrl+S once more switches it on untried.</source>
        <translation>尚未试算。按 Ctrl+T 试算;再按一次 Ctrl+S 则不经试算直接启用。</translation>
    </message>
    <message>
        <source>Switched on. This was recorded.</source>
        <translation>已启用。已记录。</translation>
    </message>
    <message>
        <source>Laid down: they hold from {when} on. This was recorded.</source>
        <translation>已下达:自 {when} 起生效。已记录。</translation>
    </message>
    <message>
        <source>now; or 11-30 08:00</source>
        <translation>立即;或 11-30 08:00</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <translation>理由(记录在案)</translation>
    </message>
    <message>
        <source>Takes effect</source>
        <translation>生效时间</translation>
    </message>
    <message>
        <source>A dog is at home within, metres (10 to 1000)</source>
        <translation>离家多远以内算在家,米(10 至 1000)</translation>
    </message>
    <message>
        <source>The owner is reminded first for, minutes (0 to 240)</source>
        <translation>先提醒犬主,分钟(0 至 240)</translation>
    </message>
    <message>
        <source>Hours when dogs must not be walked</source>
        <translation>禁止遛犬时段</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Try over the recorded tracks of</source>
        <translation>用多长时间的历史轨迹试算</translation>
    </message>
    <message>
        <source>Dog rules</source>
        <translation>犬只规则</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>By dog</source>
        <translation>按犬只</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>按场所</translation>
    </message>
    <message>
        <source>By hour of the day</source>
        <translation>按时刻</translation>
    </message>
    <message>
        <source>Running over the recorded tracks: {n} %</source>
        <translation>正在用历史轨迹试算:{n} %</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Trial over recorded tracks</source>
        <translation>历史轨迹试算</translation>
    </message>
    <message>
        <source>Now, or a time to come: 18:00, 11-30 08:00 or 2026-11-30 08:00.</source>
        <translation>现在或将来的时间:18:00、11-30 08:00 或 2026-11-30 08:00。</translation>
    </message>
    <message>
        <source>Metres, {least} to {most}.</source>
        <translation>米数,{least} 至 {most}。</translation>
    </message>
    <message>
        <source>Minutes, {least} to {most}; 0 alarms at once.</source>
        <translation>分钟数,{least} 至 {most};0 为立即告警。</translation>
    </message>
    <message>
        <source>These hours cannot be read. Write them like Mo-Su 07:00-19:00.</source>
        <translation>时段无法识别。请写成 Mo-Su 07:00-19:00 的形式。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>As in force</source>
        <translation>恢复现行值</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>上图</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>There are no recorded tracks of that time.</source>
        <translation>该时段没有历史轨迹。</translation>
    </message>
    <message>
        <source>{span}: would have raised {n}.</source>
        <translation>{span}:本会告警 {n} 起。</translation>
    </message>
    <message>
        <source>{span}: would have raised {n}, {most} of them of one dog ({tag}).</source>
        <translation>{span}:本会告警 {n} 起,其中 {most} 起来自同一只犬({tag})。</translation>
    </message>
    <message>
        <source>Nothing differs from the rules in force.</source>
        <translation>与现行规则没有差别。</translation>
    </message>
    <message>
        <source>In force now: {now}. {more} more, {fewer} no longer, {both} as now.</source>
        <translation>现行规则:{now} 起。新增 {more} 起,不再告警 {fewer} 起,相同 {both} 起。</translation>
    </message>
    <message>
        <source>prohibited hours</source>
        <translation>禁止遛犬时段</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>改后</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 项</translation>
    </message>
    <message>
        <source>Your seat may not run trials. A leader or shift leader can.</source>
        <translation>本席位无权试算,请由领导或值班长进行。</translation>
    </message>
    <message>
        <source>This seat has no store to try on.</source>
        <translation>本席位没有可供试算的数据存储。</translation>
    </message>
    <message>
        <source>The trial came to nothing: {why}. Nothing was changed.</source>
        <translation>试算未完成:{why}。未作任何改动。</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Tag {tag}</source>
        <translation>犬牌 {tag}</translation>
    </message>
    <message>
        <source>Squad</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Dog tag</source>
        <translation>犬牌</translation>
    </message>
    <message>
        <source>Name on the map</source>
        <translation>地图地名</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Case, closed</source>
        <translation>案卷(已结)</translation>
    </message>
    <message>
        <source>Event, not in the queue</source>
        <translation>事件(不在队列中)</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>查找中…</translation>
    </message>
    <message>
        <source>Nothing of that name is known.</source>
        <translation>未找到。</translation>
    </message>
    <message>
        <source>no position</source>
        <translation>无位置</translation>
    </message>
    <message>
        <source>Tag, plate, place, case, squad, street…</source>
        <translation>犬牌、车牌、场所、案卷、班组、街道…</translation>
    </message>
    <message>
        <source>This is over: nothing can be done with it. Esc goes back to the queue.</source>
        <translation>此件已办结,不能操作。按 Esc 返回队列。</translation>
    </message>
    <message>
        <source>From the records, to read only</source>
        <translation>历史记录(只读)</translation>
    </message>
    <message>
        <source>Back to the queue</source>
        <translation>返回队列</translation>
    </message>
</context>
<context>
    <name>Seat</name>
    <message>
        <source>Operator told</source>
        <translation>已通知运营企业</translation>
    </message>
    <message>
        <source>Nothing sounds now.</source>
        <translation>当前没有提示音。</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n} 条</translation>
    </message>
    <message>
        <source>This is a group: G opens it, then go through its rows.</source>
        <translation>这是一组告警:先按 G 展开,再逐条处理。</translation>
    </message>
    <message>
        <source>This is no group of alarms.</source>
        <translation>当前行不是告警组。</translation>
    </message>
    <message>
        <source>{name} has taken this over.</source>
        <translation>{name} 已接手这一条。</translation>
    </message>
    <message>
        <source>Take over from {name}: why?</source>
        <translation>从 {name} 接手：原因？</translation>
    </message>
    <message>
        <source>Taken over from {name}</source>
        <translation>已从 {name} 接手</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>未选中任何一件。</translation>
    </message>
    <message>
        <source>Still reading. Press again in a moment.</source>
        <translation>正在读取,请稍后再按。</translation>
    </message>
    <message>
        <source>One squad for one matter: merge them first (M), or select one.</source>
        <translation>一件派一个班组:请先合并(M),或只选一件。</translation>
    </message>
    <message>
        <source>There is no squad number {n} here.</source>
        <translation>这里没有 {n} 号班组。</translation>
    </message>
    <message>
        <source>Dispatched {squad}</source>
        <translation>已派遣 {squad}</translation>
    </message>
    <message>
        <source>Owner reminded</source>
        <translation>已提醒犬主</translation>
    </message>
    <message>
        <source>it waits: the squads&apos; feed is out, and is sent when that is back</source>
        <translation>待发:班组数据中断,恢复后自动发送</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>误报</translation>
    </message>
    <message>
        <source>False alarm: why?</source>
        <translation>误报原因:</translation>
    </message>
    <message>
        <source>Back in the queue</source>
        <translation>已取回队列</translation>
    </message>
    <message>
        <source>Later, at {time}</source>
        <translation>{time} 再处理</translation>
    </message>
    <message>
        <source>End of shift {time}</source>
        <translation>本班结束 {time}</translation>
    </message>
    <message>
        <source>Later: until when?</source>
        <translation>稍后处理至:</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>Nothing else within {m} m. Select several with Shift+J, then M.</source>
        <translation>{m} m 内没有其他待研判件。请用 Shift+J 多选后再按 M。</translation>
    </message>
    <message>
        <source>Which one is the same matter?</source>
        <translation>哪一件是同一件事?</translation>
    </message>
    <message>
        <source>Merged {n} rows</source>
        <translation>已合并 {n} 件</translation>
    </message>
    <message>
        <source>Taken apart</source>
        <translation>已拆分</translation>
    </message>
    <message>
        <source>Passed to mediation</source>
        <translation>已转老娘舅</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已确认知悉</translation>
    </message>
    <message>
        <source>Call noted</source>
        <translation>已记录通话</translation>
    </message>
    <message>
        <source>Whom did you call, and what was said?</source>
        <translation>与谁通话,说了什么?</translation>
    </message>
    <message>
        <source>Check passed, case closed</source>
        <translation>核查通过,已结案</translation>
    </message>
    <message>
        <source>Sent back for rework</source>
        <translation>已退回返工</translation>
    </message>
    <message>
        <source>Rework: what is not in order?</source>
        <translation>返工:哪里不合格?</translation>
    </message>
    <message>
        <source>Squad called back</source>
        <translation>已召回班组</translation>
    </message>
    <message>
        <source>Call the squad back: why?</source>
        <translation>召回班组:原因?</translation>
    </message>
    <message>
        <source>Shown; this was recorded</source>
        <translation>已显示,本次查看已留痕</translation>
    </message>
    <message>
        <source>Nothing can be undone now.</source>
        <translation>当前没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销:{what}</translation>
    </message>
    <message>
        <source>Still busy. Press again in a moment.</source>
        <translation>正在执行上一项操作,请稍后再按。</translation>
    </message>
    <message>
        <source>The row you were on has left this list: settled elsewhere, or over. This is the next.</source>
        <translation>刚才这一件已离开本列表(已由他处办理或自行解除),当前为下一件。</translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back</source>
        <translation>Ctrl+Z 撤销</translation>
    </message>
    <message>
        <source>leaves in {n} s, Ctrl+Z takes it back</source>
        <translation>{n} s 后发出,Ctrl+Z 撤销</translation>
    </message>
</context>
<context>
    <name>Shift</name>
    <message>
        <source>The roster names nobody for the seats now.</source>
        <translation>排班表未列当前坐席人员。</translation>
    </message>
    <message>
        <source>not signed by {who}</source>
        <translation>{who}未签字</translation>
    </message>
    <message>
        <source>the leader who comes</source>
        <translation>接班值班长</translation>
    </message>
    <message>
        <source>the leader who goes</source>
        <translation>交班值班长</translation>
    </message>
    <message>
        <source>Page of {time}</source>
        <translation>交接单 {time}</translation>
    </message>
    <message>
        <source>Open {open}, shelved {shelved}, claimed {claimed}, at risk {risk}, feeds out {feeds}, notes {notes}</source>
        <translation>待研判 {open}，稍后处理 {shelved}，正在处理 {claimed}，临期超期 {risk}，中断数据源 {feeds}，日志 {notes} 条</translation>
    </message>
    <message>
        <source>No page was handed over yet.</source>
        <translation>尚无交接单。</translation>
    </message>
    <message>
        <source>the roster names nobody</source>
        <translation>排班表未列人员</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>不在岗</translation>
    </message>
    <message>
        <source>on duty</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>not yet: {squads}</source>
        <translation>未读:{squads}</translation>
    </message>
    <message>
        <source>read by {n} of {all}</source>
        <translation>已读 {n}/{all}</translation>
    </message>
    <message>
        <source>Shift since {time}</source>
        <translation>本班自 {time} 起</translation>
    </message>
    <message>
        <source>Sent; who has read it is shown here</source>
        <translation>已发出，已读情况见此处</translation>
    </message>
    <message>
        <source>Logged</source>
        <translation>已记入日志</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>已记入日志</translation>
    </message>
    <message>
        <source>Calling {squad}: about what? Enter shows the number and logs the call.</source>
        <translation>呼叫{squad}，事由？回车显示号码并记入日志。</translation>
    </message>
    <message>
        <source>To {squad}: what? Enter sends it, Esc leaves it.</source>
        <translation>致{squad}，指令内容？回车发出，Esc 放弃。</translation>
    </message>
    <message>
        <source>To all squads on duty: what? Enter sends it, Esc leaves it.</source>
        <translation>致全部在岗班组，指令内容？回车发出，Esc 放弃。</translation>
    </message>
    <message>
        <source>The note? Enter writes it into the log for good, Esc leaves it.</source>
        <translation>记事内容？回车写入日志(不可删改)，Esc 放弃。</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签字</translation>
    </message>
    <message>
        <source>The page is made: look at it, then sign</source>
        <translation>交接单已生成，请核对后签字</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Sign: I come</source>
        <translation>接班签字</translation>
    </message>
    <message>
        <source>Sign: I go</source>
        <translation>交班签字</translation>
    </message>
    <message>
        <source>Make the hand-over page</source>
        <translation>生成交接单</translation>
    </message>
    <message>
        <source>Call this squad</source>
        <translation>呼叫该班组</translation>
    </message>
    <message>
        <source>Instruct this squad</source>
        <translation>指令该班组</translation>
    </message>
    <message>
        <source>Instruct all on duty</source>
        <translation>指令全部在岗班组</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>记一条</translation>
    </message>
    <message>
        <source>Squads</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Duty log</source>
        <translation>值班日志</translation>
    </message>
</context>
<context>
    <name>Sound</name>
    <message>
        <source>Silence</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>New alarms sound</source>
        <translation>新告警提示音</translation>
    </message>
    <message>
        <source>Silent until {time}; urgent ones sound</source>
        <translation>静音至 {time};紧急告警仍会响</translation>
    </message>
</context>
<context>
    <name>Squads</name>
    <message>
        <source>position unknown</source>
        <translation>位置不明</translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation>约 {n} min</translation>
    </message>
    <message>
        <source>old position</source>
        <translation>位置已过时</translation>
    </message>
    <message>
        <source>own grid</source>
        <translation>本网格</translation>
    </message>
    <message>
        <source>{n} in hand</source>
        <translation>在办 {n} 件</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>{n} 人</translation>
    </message>
</context>
<context>
    <name>Station</name>
    <message>
        <source>How the panels stood can&apos;t be restored: they stand as at first.</source>
        <translation>上次的面板布局无法恢复:已回到初始布局。</translation>
    </message>
    <message>
        <source>The basemap cannot be read: {why}</source>
        <translation>底图无法读取:{why}</translation>
    </message>
    <message>
        <source>Something went wrong inside ({why}). What you see may be old; it is tried again by itself.</source>
        <translation>程序内部出错({why})。画面可能不是最新,系统会自动重试。</translation>
    </message>
</context>
<context>
    <name>Suppressed</name>
    <message>
        <source>place version {v}</source>
        <translation>地点版本 {v}</translation>
    </message>
    <message>
        <source>Excused in 24 hours: {n}</source>
        <translation>24 小时内豁免：{n}</translation>
    </message>
    <message>
        <source>Raise it after all</source>
        <translation>仍转为报警</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>在地图上查看</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Raised: it stands in the queue</source>
        <translation>已转为告警,列入待研判</translation>
    </message>
    <message>
        <source>Seen, and no violation by the hours and limits of its place. J K row · F12 closes</source>
        <translation>已发现,但按所在点位的时段和时限不构成违规。J K 移动 · F12 关闭</translation>
    </message>
    <message>
        <source>at least {n} min</source>
        <translation>至少 {n} 分钟</translation>
    </message>
    <message>
        <source>Nothing was excused in the last 24 hours.</source>
        <translation>24 小时内没有不予报警的事项。</translation>
    </message>
    <message>
        <source>at any hour</source>
        <translation>不限时段</translation>
    </message>
    <message>
        <source>{n} min allowed</source>
        <translation>限 {n} 分钟</translation>
    </message>
    <message>
        <source>seen {n} times</source>
        <translation>见到 {n} 次</translation>
    </message>
    <message>
        <source>raised by {name}</source>
        <translation>{name} 转为告警</translation>
    </message>
</context>
<context>
    <name>TagWork</name>
    <message>
        <source>The battery is low: remind the owner to charge the tag.</source>
        <translation>电量低:请提醒犬主充电。</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>gone since {time}</source>
        <translation>{time} 起已恢复</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Times an hour to and fro between two places: two tags may carry one number.</source>
        <translation>每小时在两地之间往返跳变的次数:可能两枚犬牌同号,请一并核查。</translation>
    </message>
    <message>
        <source>Jumps in an hour further than anything moves: the tag may be broken.</source>
        <translation>每小时位置跳变次数,超出任何移动速度:犬牌可能已损坏。</translation>
    </message>
    <message>
        <source>Minutes a day it moves as a vehicle does: the tag may hang in a car.</source>
        <translation>每日以车速移动的分钟数:犬牌可能挂在车上。</translation>
    </message>
    <message>
        <source>Hours it sent without leaving its place in two days: the dog may go out without its tag.</source>
        <translation>两日内有信号而未离开原处的小时数:可能出门未佩戴犬牌。</translation>
    </message>
    <message>
        <source>Hours since it was heard last, while others are heard: call the owner.</source>
        <translation>距上次收到信号的小时数(其他犬牌正常):请致电犬主。</translation>
    </message>
    <message>
        <source>found at {time}</source>
        <translation>{time} 发现</translation>
    </message>
    <message>
        <source>{n}/h</source>
        <translation>{n} 次/时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测得</translation>
    </message>
    <message>
        <source>What may be wrong</source>
        <translation>疑似问题</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>犬牌</translation>
    </message>
    <message>
        <source>Only open ones</source>
        <translation>只看待办</translation>
    </message>
    <message>
        <source>For the day, no alarms. J K row · Shift+J K several · F5 closes</source>
        <translation>日常工单,不是报警。J K 换行 · Shift+J K 多选 · F5 关闭</translation>
    </message>
    <message>
        <source>Tag work list</source>
        <translation>犬牌工单</translation>
    </message>
    <message>
        <source>{n} open again</source>
        <translation>已重新打开 {n} 项</translation>
    </message>
    <message>
        <source>{n} ignored until it is gone and comes again</source>
        <translation>已忽略 {n} 项,恢复后再次出现才会列出</translation>
    </message>
    <message>
        <source>{n} done; if it is still so in a day it comes back</source>
        <translation>已办 {n} 项;一日后仍如此将重新列出</translation>
    </message>
    <message>
        <source>That is so already.</source>
        <translation>已是该状态。</translation>
    </message>
    <message>
        <source>Why can it be ignored? Enter saves, Esc leaves it.</source>
        <translation>为何可以忽略?回车保存,Esc 取消。</translation>
    </message>
    <message>
        <source>What was done? Enter saves, Esc leaves it.</source>
        <translation>如何处理的?回车保存,Esc 取消。</translation>
    </message>
    <message>
        <source>No position of this tag is known.</source>
        <translation>没有该犬牌的位置。</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>未选中任何项。</translation>
    </message>
    <message>
        <source>Nothing to do: no tag shows a fault.</source>
        <translation>无待办:没有犬牌异常。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Settled ones too</source>
        <translation>含已处理</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>在地图上查看</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已办</translation>
    </message>
</context>
<context>
    <name>TimeLine</name>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>reading, up to 10 min old</source>
        <translation>读取中,位置可能滞后 10 分钟以内</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>历史回放</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>新到 {n} 件</translation>
    </message>
    <message>
        <source>End: back to live</source>
        <translation>按 End 返回实时</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Way of tag {tag} (on record)</source>
        <translation>犬牌 {tag} 轨迹(将留痕)</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>返回实时</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Own…</source>
        <translation>自选…</translation>
    </message>
    <message>
        <source>This dog only</source>
        <translation>仅看此犬</translation>
    </message>
    <message>
        <source>18:00-20:00, or 11-22 18:00 – 11-23 02:00</source>
        <translation>18:00-20:00,或 11-22 18:00 – 11-23 02:00</translation>
    </message>
    <message>
        <source>No such time: from – to, at most 31 days</source>
        <translation>时段无效:起 – 止,最长 31 天</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>8 h</source>
        <translation>8 小时</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 天</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>{days} d {hours}</source>
        <translation>{days} 天 {hours}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{h} h {m}</source>
        <translation>{h} 时 {m} 分</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>The store cannot be written: {why}. What you see is kept, but nothing new is stored and no action is saved. Call the administrator; what feeds send is fetched again afterwards.</source>
        <translation>数据存储无法写入:{why}。已有内容仍可查看,但新数据和操作都不会保存。请联系管理员;恢复后会自动补取各路数据。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>No data from {names} since {since}. Their things on the map are grey; new alarms from them are missing. </source>
        <translation>{names} 自 {since} 起无数据。地图上相应对象已置灰,期间收不到其新预警。</translation>
    </message>
    <message>
        <source>The server refuses this station: have its token and address checked.</source>
        <translation>服务器拒绝本站接入:请核对令牌和地址。</translation>
    </message>
    <message>
        <source>It reconnects by itself and fetches what was missed; if it stays out, call the administrator.</source>
        <translation>系统正在自动重连并会补取缺失数据;如长时间未恢复,请联系管理员。</translation>
    </message>
    <message>
        <source>Something from {names} is lost: the server no longer had it. Alarms of that time may be missing. F6 shows since when; take note of it there.</source>
        <translation>{names} 有数据缺失:对方服务器不再保存,该时段的预警可能缺少。按 F6 查看缺失时段并确认知悉。</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>All quiet</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>at most {n} an hour</source>
        <translation>每小时最多 {n} 件</translation>
    </message>
    <message>
        <source>Alarms today by kind</source>
        <translation>今日事件分类</translation>
    </message>
    <message>
        <source>Grids this month</source>
        <translation>网格排位 · 本月</translation>
    </message>
    <message>
        <source>in time · open</source>
        <translation>按期 · 未结</translation>
    </message>
    <message>
        <source>{n} of {all} online</source>
        <translation>在线 {n} / {all}</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>视频点位</translation>
    </message>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>待研判 {n} 件</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>The city</source>
        <translation>全城</translation>
    </message>
    <message>
        <source>The day</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Matters</source>
        <translation>要情</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>By hour</source>
        <translation>分时</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>排位</translation>
    </message>
    <message>
        <source>whole city</source>
        <translation>全城</translation>
    </message>
    <message>
        <source>what is urgent</source>
        <translation>紧急事件处</translation>
    </message>
    <message>
        <source>companies</source>
        <translation>中队</translation>
    </message>
    <message>
        <source>grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Matters now</source>
        <translation>当前要情</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
    <message>
        <source>All quiet: nothing waits.</source>
        <translation>一切平稳,暂无要情。</translation>
    </message>
    <message>
        <source>Yesterday by now {n}</source>
        <translation>昨日同时 {n}</translation>
    </message>
    <message>
        <source>Overdue {n}</source>
        <translation>超期 {n}</translation>
    </message>
    <message>
        <source>Opened today</source>
        <translation>今日建卷</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>Closed in time</source>
        <translation>按期结案率</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>累计解决率</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>建库以来</translation>
    </message>
    <message>
        <source>Alarms in 24 hours</source>
        <translation>24 小时事件</translation>
    </message>
    <message>
        <source>Companies this month</source>
        <translation>中队排位 · 本月</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>按期结案率</translation>
    </message>
    <message>
        <source>d MMMM, dddd</source>
        <translation>M 月 d 日 dddd</translation>
    </message>
</context>
<context>
    <name>WallSeat</name>
    <message>
        <source>The scene was saved.</source>
        <translation>场景已保存。</translation>
    </message>
    <message>
        <source>{name} 2</source>
        <translation>{name} 2</translation>
    </message>
    <message>
        <source>This scene is as it was at first.</source>
        <translation>该场景本就是初始状态。</translation>
    </message>
    <message>
        <source>Choose a monitor that is there.</source>
        <translation>请选择已接入的显示器。</translation>
    </message>
    <message>
        <source>Mark at least two scenes that turn (R).</source>
        <translation>请至少将两个场景加入轮播(R)。</translation>
    </message>
    <message>
        <source>“{name}” is on the wall.</source>
        <translation>“{name}”已上屏。</translation>
    </message>
    <message>
        <source>The scenes turn on the wall.</source>
        <translation>大屏已开始轮播。</translation>
    </message>
    <message>
        <source>The scene was taken away.</source>
        <translation>场景已删除。</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>Tile {n} cannot be shown like this.</source>
        <translation>第 {n} 块无法这样显示。</translation>
    </message>
    <message>
        <source>Tile {n} is too small to be read across the room: make it larger.</source>
        <translation>第 {n} 块太小,远处看不清,请放大。</translation>
    </message>
    <message>
        <source>Tile {n} lies over another: move it or make it smaller.</source>
        <translation>第 {n} 块与其他块重叠,请移开或缩小。</translation>
    </message>
    <message>
        <source>There is no tile yet: add one.</source>
        <translation>尚无画面块,请先添加。</translation>
    </message>
    <message>
        <source>The scene needs a name of at most {most} characters.</source>
        <translation>请填写场景名称,最多 {most} 个字。</translation>
    </message>
    <message>
        <source>Arrows move a tile, Shift and arrows size it, Tab takes the next one.</source>
        <translation>方向键移动画面块,Shift+方向键调整大小,Tab 选下一块。</translation>
    </message>
    <message>
        <source>Name of the scene</source>
        <translation>场景名称</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Fewer rows</source>
        <translation>减少行</translation>
    </message>
    <message>
        <source>More rows</source>
        <translation>增加行</translation>
    </message>
    <message>
        <source>Fewer columns</source>
        <translation>减少列</translation>
    </message>
    <message>
        <source>More columns</source>
        <translation>增加列</translation>
    </message>
    <message>
        <source>Remove tile</source>
        <translation>移除该块</translation>
    </message>
    <message>
        <source>Shows…</source>
        <translation>显示内容…</translation>
    </message>
    <message>
        <source>Other kind</source>
        <translation>换一类</translation>
    </message>
    <message>
        <source>Add a tile</source>
        <translation>添加画面块</translation>
    </message>
    <message>
        <source>turns every {n} s</source>
        <translation>每 {n} 秒轮播</translation>
    </message>
    <message>
        <source>an urgent alarm</source>
        <translation>紧急事件</translation>
    </message>
    <message>
        <source>not there since {time}</source>
        <translation>{time} 起未接入</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>恢复原样</translation>
    </message>
    <message>
        <source>New from it</source>
        <translation>复制新建</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Rule: shorter</source>
        <translation>联动缩短</translation>
    </message>
    <message>
        <source>Rule: longer</source>
        <translation>联动延长</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>放慢</translation>
    </message>
    <message>
        <source>On urgent</source>
        <translation>紧急联动</translation>
    </message>
    <message>
        <source>No rule</source>
        <translation>取消联动</translation>
    </message>
    <message>
        <source>Turns, too</source>
        <translation>加入轮播</translation>
    </message>
    <message>
        <source>Turns no more</source>
        <translation>退出轮播</translation>
    </message>
    <message>
        <source>Turn ({n} scenes)</source>
        <translation>轮播({n} 个场景)</translation>
    </message>
    <message>
        <source>Show it now</source>
        <translation>立即上屏</translation>
    </message>
    <message>
        <source>What is set here holds with “Show” or “Turn”.</source>
        <translation>以上设置在“立即上屏”或“轮播”后生效。</translation>
    </message>
    <message>
        <source>an urgent alarm brings its scene until it is answered, {n} min at most</source>
        <translation>紧急事件时自动切换,知悉或受理后恢复,最长 {n} 分钟</translation>
    </message>
    <message>
        <source>no scene comes by itself</source>
        <translation>紧急事件时不自动切换</translation>
    </message>
    <message>
        <source>Each scene {n} s</source>
        <translation>每个场景 {n} 秒</translation>
    </message>
    <message>
        <source>comes with an urgent alarm</source>
        <translation>紧急事件时上屏</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>参与轮播</translation>
    </message>
    <message>
        <source>No wall has been opened yet: start “main.py wall” on this machine.</source>
        <translation>尚未开启大屏:请在本机运行“main.py wall”。</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Monitors of the wall</source>
        <translation>大屏显示器</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>nobody took it up</source>
        <translation>未受理</translation>
    </message>
    <message>
        <source>in hand</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>From the third time on one step more urgent.</source>
        <translation>第三次起优先级提高一级。</translation>
    </message>
    <message>
        <source>It has stood in {place} for at least {n} minutes; {most} are allowed.</source>
        <translation>已在{place}停放至少 {n} 分钟，限 {most} 分钟。</translation>
    </message>
    <message>
        <source>It is at {place} outside its hours ({hours}): misuse.</source>
        <translation>在{place}，但不在许可时间（{hours}）内：属违规占用。</translation>
    </message>
    <message>
        <source>Uncertain whether it is inside {place}: {m} m from the edge, exact to {a} m. Look.</source>
        <translation>不确定是否在{place}内：距边线 {m} 米，定位误差 {a} 米。请人工查看。</translation>
    </message>
    <message>
        <source>merged by a person</source>
        <translation>人工合并</translation>
    </message>
    <message>
        <source>kinds that go together</source>
        <translation>类别相近</translation>
    </message>
    <message>
        <source>the same kind</source>
        <translation>类别相同</translation>
    </message>
    <message>
        <source>the same plate</source>
        <translation>同一号牌</translation>
    </message>
    <message>
        <source>at the same time</source>
        <translation>时间重合</translation>
    </message>
    <message>
        <source>{n} min apart</source>
        <translation>相隔 {n} 分钟</translation>
    </message>
    <message>
        <source>{m} m apart</source>
        <translation>相距 {m} 米</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 条</translation>
    </message>
    <message>
        <source>Held to be one matter ({key} takes it apart):</source>
        <translation>判定为同一事项（按 {key} 拆开）：</translation>
    </message>
    <message>
        <source> (home learned from nights)</source>
        <translation>（住处据夜间位置推得）</translation>
    </message>
    <message>
        <source> (home set by a person)</source>
        <translation>（住处由人工设定）</translation>
    </message>
    <message>
        <source>; together with {tags}, of the same owner</source>
        <translation>；与同一犬主的 {tags} 同行</translation>
    </message>
    <message>
        <source>A position is a lead, not a proof: leash, handler and dog are confirmed on the scene.</source>
        <translation>定位只是线索,不是证据:是否牵绳、有无人看管、是否本犬,以现场核实为准。</translation>
    </message>
    <message>
        <source>A machine saw this: look at the picture before deciding.</source>
        <translation>由机器识别,请看图后再判断。</translation>
    </message>
    <message>
        <source>place version {v}</source>
        <translation>地点版本 {v}</translation>
    </message>
    <message>
        <source>Since {start} the position shows inside {place}: {n} fixes in a row, {depth} m inside</source>
        <translation>{start} 起,定位显示在 {place} 内,连续 {n} 个定位点在界内 {depth} m</translation>
    </message>
    <message>
        <source>; the place is marked urgent</source>
        <translation>;属重点场所</translation>
    </message>
    <message>
        <source>; the ban holds {hours}</source>
        <translation>;禁入时段 {hours}</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>Since {start} the dog is out in prohibited hours ({hours}): {n} fixes</source>
        <translation>{start} 起,在禁遛时段({hours})外出,连续 {n} 个定位点</translation>
    </message>
    <message>
        <source>, {depth} m from home</source>
        <translation>,距住处 {depth} m</translation>
    </message>
    <message>
        <source>, home not on record</source>
        <translation>,住处未登记</translation>
    </message>
    <message>
        <source> By {n} positions over {seconds} s it is {share} % certain: on average at least {depth} m over the line, where together they may be off by {error} m</source>
        <translation>根据 {seconds} 秒内的 {n} 个定位点,把握为 {share} %:平均越线至少 {depth} 米,而这些点合计的误差约 {error} 米</translation>
    </message>
    <message>
        <source>; that is close to the line</source>
        <translation>;已接近边界线</translation>
    </message>
    <message>
        <source>At {start} {device} {name} saw: {what}, confidence {share}</source>
        <translation>{start},{device} {name} 识别到 {what},置信度 {share}</translation>
    </message>
    <message>
        <source>; seen {n} times, last at {end}</source>
        <translation>;共 {n} 次,最近 {end}</translation>
    </message>
    <message>
        <source>; in the picture: {labels}</source>
        <translation>;画面中:{labels}</translation>
    </message>
    <message>
        <source>{start}, {channel}: “{text}”</source>
        <translation>{start},{channel}:“{text}”</translation>
    </message>
    <message>
        <source> Urged {n} times.</source>
        <translation> 已催办 {n} 次。</translation>
    </message>
    <message>
        <source>Since {start} up to {n} bikes of {operator} stand here</source>
        <translation>{start} 起,{operator} 车辆最多停放 {n} 辆</translation>
    </message>
    <message>
        <source>; there is room for {n}</source>
        <translation>;核定容量 {n} 辆</translation>
    </message>
    <message>
        <source>Withdrawn: later fixes did not confirm it.</source>
        <translation>已撤回:后到的定位不支持该预警。</translation>
    </message>
    <message>
        <source>Over since {end}.</source>
        <translation>{end} 起已解除。</translation>
    </message>
    <message>
        <source>, accuracy unknown</source>
        <translation>,定位精度不明</translation>
    </message>
    <message>
        <source>, accuracy {m} m</source>
        <translation>,定位精度 {m} m</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>officer</source>
        <translation>执法人员</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>领导</translation>
    </message>
    <message>
        <source>shift leader</source>
        <translation>值班长</translation>
    </message>
    <message>
        <source>checker</source>
        <translation>核查员</translation>
    </message>
    <message>
        <source>dispatcher</source>
        <translation>派遣员</translation>
    </message>
    <message>
        <source>intake</source>
        <translation>受理员</translation>
    </message>
    <message>
        <source>signed by the leader who comes</source>
        <translation>接班值班长已签字</translation>
    </message>
    <message>
        <source>signed by the leader who goes</source>
        <translation>交班值班长已签字</translation>
    </message>
    <message>
        <source>hand-over</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>roster</source>
        <translation>排班</translation>
    </message>
    <message>
        <source>instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>telephone call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>note</source>
        <translation>记事</translation>
    </message>
    <message>
        <source>being verified</source>
        <translation>核实中</translation>
    </message>
    <message>
        <source>evaluated</source>
        <translation>已评价</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>挂账中</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>This shop or address: time no. {n} in {days} days.</source>
        <translation>该店铺或地址：{days} 天内第 {n} 次。</translation>
    </message>
    <message>
        <source>excused</source>
        <translation>豁免</translation>
    </message>
    <message>
        <source>stood too long: is an event</source>
        <translation>超时停放，已报警</translation>
    </message>
    <message>
        <source>raised after all</source>
        <translation>已人工转为报警</translation>
    </message>
    <message>
        <source>This dog: time no. {n} in {days} days.</source>
        <translation>该犬只：{days} 天内第 {n} 次。</translation>
    </message>
    <message>
        <source>This vehicle: time no. {n} in {days} days.</source>
        <translation>该车辆：{days} 天内第 {n} 次。</translation>
    </message>
    <message>
        <source>guide dog</source>
        <translation>导盲犬</translation>
    </message>
    <message>
        <source>working dog</source>
        <translation>工作犬</translation>
    </message>
    <message>
        <source>second home</source>
        <translation>第二住处</translation>
    </message>
    <message>
        <source>Tag offline</source>
        <translation>犬牌离线</translation>
    </message>
    <message>
        <source>Battery low</source>
        <translation>电量低</translation>
    </message>
    <message>
        <source>Never moves</source>
        <translation>长期不动</translation>
    </message>
    <message>
        <source>Rides on a vehicle</source>
        <translation>随车移动</translation>
    </message>
    <message>
        <source>Jumps</source>
        <translation>位置跳变</translation>
    </message>
    <message>
        <source>In two places at once (cloned?)</source>
        <translation>两地同现（疑似克隆）</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>已忽略</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Street vending</source>
        <translation>占道经营</translation>
    </message>
    <message>
        <source>Parked on the pavement</source>
        <translation>人行道违停</translation>
    </message>
    <message>
        <source>Illegal sign</source>
        <translation>违规广告</translation>
    </message>
    <message>
        <source>Cooking fumes</source>
        <translation>餐饮油烟</translation>
    </message>
    <message>
        <source>Waste water on the road</source>
        <translation>污水外流</translation>
    </message>
    <message>
        <source>Dog nuisance</source>
        <translation>养犬扰民</translation>
    </message>
    <message>
        <source>Bills and graffiti</source>
        <translation>乱贴乱画</translation>
    </message>
    <message>
        <source>Spills from a vehicle</source>
        <translation>抛冒滴漏</translation>
    </message>
    <message>
        <source>Littering</source>
        <translation>乱丢乱吐</translation>
    </message>
    <message>
        <source>Bicycles in the way</source>
        <translation>非机动车乱停</translation>
    </message>
    <message>
        <source>Shop goods on the pavement</source>
        <translation>出店经营</translation>
    </message>
    <message>
        <source>Shared bikes piled up</source>
        <translation>共享单车淤积</translation>
    </message>
    <message>
        <source>Exposed refuse</source>
        <translation>暴露垃圾</translation>
    </message>
    <message>
        <source>Damaged facility</source>
        <translation>设施破损</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>矛盾纠纷</translation>
    </message>
    <message>
        <source>Other matter</source>
        <translation>其他事项</translation>
    </message>
    <message>
        <source>Dog in a no-dog zone</source>
        <translation>犬只进入禁遛区</translation>
    </message>
    <message>
        <source>Dog out in prohibited hours</source>
        <translation>禁止时段遛犬</translation>
    </message>
    <message>
        <source>Dog tag offline</source>
        <translation>犬牌离线</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待研判</translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation>待派遣</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>to dispatch</source>
        <translation>待派遣</translation>
    </message>
    <message>
        <source>dispatched</source>
        <translation>已派遣</translation>
    </message>
    <message>
        <source>being handled</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>to check</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已结案</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>about to leave</source>
        <translation>即将发出</translation>
    </message>
    <message>
        <source>sent, not confirmed</source>
        <translation>已发出,未确认</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接单</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>已退单</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>赶往现场</translation>
    </message>
    <message>
        <source>on the scene</source>
        <translation>已到现场</translation>
    </message>
    <message>
        <source>done</source>
        <translation>处置完毕</translation>
    </message>
    <message>
        <source>called back</source>
        <translation>已召回</translation>
    </message>
    <message>
        <source>advised</source>
        <translation>劝导</translation>
    </message>
    <message>
        <source>cleared</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>for a penalty case</source>
        <translation>拟行政处罚</translation>
    </message>
    <message>
        <source>nothing to handle</source>
        <translation>无需处置</translation>
    </message>
    <message>
        <source>Position drift</source>
        <translation>定位漂移</translation>
    </message>
    <message>
        <source>Not a violation</source>
        <translation>不构成违规</translation>
    </message>
    <message>
        <source>Permitted or registered</source>
        <translation>已许可或登记</translation>
    </message>
    <message>
        <source>Wrong detection</source>
        <translation>识别错误</translation>
    </message>
    <message>
        <source>Already handled</source>
        <translation>已处置</translation>
    </message>
    <message>
        <source>Test or drill</source>
        <translation>测试或演练</translation>
    </message>
    <message>
        <source>Dogs</source>
        <translation>犬牌</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>数字城管</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Squads</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>重连</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>补传</translation>
    </message>
    <message>
        <source>lagging</source>
        <translation>滞后</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>有缺口</translation>
    </message>
    <message>
        <source>live</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>停更</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Calling back</source>
        <translation>召回</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核查任务</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Collector</source>
        <translation>采集员</translation>
    </message>
    <message>
        <source>Hotline 12345</source>
        <translation>12345 热线</translation>
    </message>
    <message>
        <source>Hotline 12319</source>
        <translation>12319 热线</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>City app</source>
        <translation>城市 App</translation>
    </message>
    <message>
        <source>Patrol</source>
        <translation>巡查</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Capture vehicle</source>
        <translation>移动抓拍</translation>
    </message>
    <message>
        <source>Drone</source>
        <translation>无人机</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>不在岗</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>受理员</translation>
    </message>
    <message>
        <source>Dispatcher</source>
        <translation>派遣员</translation>
    </message>
    <message>
        <source>Checker</source>
        <translation>核查员</translation>
    </message>
    <message>
        <source>Shift leader</source>
        <translation>值班长</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>领导</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Early shift</source>
        <translation>早班</translation>
    </message>
    <message>
        <source>Late shift</source>
        <translation>中班</translation>
    </message>
    <message>
        <source>Night shift</source>
        <translation>夜班</translation>
    </message>
    <message>
        <source>blue plate</source>
        <translation>蓝牌</translation>
    </message>
    <message>
        <source>green plate</source>
        <translation>绿牌</translation>
    </message>
    <message>
        <source>yellow plate</source>
        <translation>黄牌</translation>
    </message>
    <message>
        <source>white plate</source>
        <translation>白牌</translation>
    </message>
    <message>
        <source>black plate</source>
        <translation>黑牌</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>vehicle</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>car</source>
        <translation>小汽车</translation>
    </message>
    <message>
        <source>lorry</source>
        <translation>货车</translation>
    </message>
    <message>
        <source>bus</source>
        <translation>公交车</translation>
    </message>
    <message>
        <source>motorcycle</source>
        <translation>摩托车</translation>
    </message>
    <message>
        <source>bicycle</source>
        <translation>自行车</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>犬只</translation>
    </message>
    <message>
        <source>plate</source>
        <translation>车牌</translation>
    </message>
    <message>
        <source>stall</source>
        <translation>摊位</translation>
    </message>
    <message>
        <source>goods</source>
        <translation>货物</translation>
    </message>
    <message>
        <source>refuse</source>
        <translation>垃圾</translation>
    </message>
    <message>
        <source>water</source>
        <translation>污水</translation>
    </message>
    <message>
        <source>fumes</source>
        <translation>油烟</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>招牌</translation>
    </message>
    <message>
        <source>bill</source>
        <translation>小广告</translation>
    </message>
    <message>
        <source>spill</source>
        <translation>抛洒物</translation>
    </message>
    <message>
        <source>manhole cover</source>
        <translation>井盖</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>犬主</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>上报人</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>车牌</translation>
    </message>
    <message>
        <source>Quzhou Enforcement Command Center</source>
        <translation>衢州市综合行政执法指挥中心</translation>
    </message>
    <message>
        <source>Grid {n}</source>
        <translation>网格 {n}</translation>
    </message>
</context>
<context>
    <name>Zones</name>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Not saved yet. Esc once more throws the changes away; Ctrl+S saves them.</source>
        <translation>尚未保存。再按 Esc 放弃修改，按 Ctrl+S 保存。</translation>
    </message>
    <message>
        <source>It needs a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>These hours cannot be read. Write them like Mo-Fr 07:00-18:00.</source>
        <translation>时段无法识别，请按 Mo-Fr 07:00-18:00 的格式填写。</translation>
    </message>
    <message>
        <source>A grid needs its own number, and is not split: draw the new one by itself.</source>
        <translation>网格须有自己的编号，且不能分割：新网格请单独绘制。</translation>
    </message>
    <message>
        <source>This squad is not known.</source>
        <translation>没有这个班组。</translation>
    </message>
    <message>
        <source>Minutes, 1 to 1440; empty for no limit.</source>
        <translation>请填 1 至 1440 分钟；不限时留空。</translation>
    </message>
    <message>
        <source>A whole number, 1 to 1000; empty when it is not known.</source>
        <translation>请填 1 至 1000 的整数；不清楚时留空。</translation>
    </message>
    <message>
        <source>Names with commas between.</source>
        <translation>商户名称之间用逗号分隔。</translation>
    </message>
    <message>
        <source>Now, or a time to come: 18:00, 11-30 08:00 or 2026-11-30 08:00.</source>
        <translation>请填“现在”或将来的时间：18:00、11-30 08:00 或 2026-11-30 08:00。</translation>
    </message>
    <message>
        <source>{name}: nothing was changed, so nothing was laid down.</source>
        <translation>{name}：内容未变，未生成新版本。</translation>
    </message>
    <message>
        <source>{name}: saved, takes effect {when}. This was recorded.</source>
        <translation>{name}：已保存，{when} 起生效，已留痕。</translation>
    </message>
    <message>
        <source>{name}: saved and in force. This was recorded.</source>
        <translation>{name}：已保存并生效，已留痕。</translation>
    </message>
    <message>
        <source>Ctrl+M goes back to the corners on the map.</source>
        <translation>按 Ctrl+M 回到地图上编辑顶点。</translation>
    </message>
    <message>
        <source>Corners</source>
        <translation>顶点</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Hole</source>
        <translation>挖空</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>New place</source>
        <translation>新建地点</translation>
    </message>
    <message>
        <source>{name} · version {n}</source>
        <translation>{name} · 第 {n} 版</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Hours it holds</source>
        <translation>生效时段</translation>
    </message>
    <message>
        <source>Number of the grid</source>
        <translation>网格编号</translation>
    </message>
    <message>
        <source>Squad of the grid</source>
        <translation>责任班组</translation>
    </message>
    <message>
        <source>Longest stay, minutes</source>
        <translation>最长停留（分钟）</translation>
    </message>
    <message>
        <source>Number of bays</source>
        <translation>泊位数</translation>
    </message>
    <message>
        <source>Merchants who may load here, with commas between</source>
        <translation>可在此装卸的商户（用逗号分隔）</translation>
    </message>
    <message>
        <source>Takes effect</source>
        <translation>生效时间</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <translation>变更理由（留痕）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>now; or 11-30 08:00</source>
        <translation>现在；或 11-30 08:00</translation>
    </message>
    <message>
        <source>Alarms of this zone are urgent</source>
        <translation>本区域告警为紧急</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>地图定位</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>历史版本</translation>
    </message>
    <message>
        <source>End</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Take {name} out of force? It is kept, with its versions.</source>
        <translation>停用“{name}”？记录及各版本均保留。</translation>
    </message>
    <message>
        <source>Zones and places</source>
        <translation>区域与地点</translation>
    </message>
    <message>
        <source>Filter by name, kind or number</source>
        <translation>按名称、类别或编号筛选</translation>
    </message>
    <message>
        <source>Take out of force</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>The version chosen here is shown on the map.</source>
        <translation>所选版本在地图上显示。</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / 共 {all} 处</translation>
    </message>
    <message>
        <source>{name}: taken out of force. This was recorded.</source>
        <translation>{name}：已停用，已留痕。</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>待生效</translation>
    </message>
    <message>
        <source>past</source>
        <translation>已失效</translation>
    </message>
    <message>
        <source>replaced before its time</source>
        <translation>生效前已被替换</translation>
    </message>
    <message>
        <source>from the places file</source>
        <translation>来自地点文件</translation>
    </message>
    <message>
        <source>saved here</source>
        <translation>本席保存</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>taken out of force</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>from {when} on</source>
        <translation>{when} 起</translation>
    </message>
    <message>
        <source>in force now, since {when}</source>
        <translation>当前生效，自 {when}</translation>
    </message>
    <message>
        <source>outside its hours now</source>
        <translation>当前不在生效时段</translation>
    </message>
    <message>
        <source>changes {when}</source>
        <translation>{when} 变更</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>Dog control area</source>
        <translation>犬类管控区</translation>
    </message>
    <message>
        <source>new place ({n})</source>
        <translation>新地点（{n}）</translation>
    </message>
    <message>
        <source>lines cross here</source>
        <translation>边线在此相交</translation>
    </message>
    <message>
        <source>No-dog zone</source>
        <translation>禁遛区</translation>
    </message>
    <message>
        <source>Dog run</source>
        <translation>犬类活动区</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Model street</source>
        <translation>示范街</translation>
    </message>
    <message>
        <source>Compound</source>
        <translation>小区</translation>
    </message>
    <message>
        <source>Loading bay</source>
        <translation>装卸点</translation>
    </message>
    <message>
        <source>Breakfast point</source>
        <translation>早餐点</translation>
    </message>
    <message>
        <source>Repair point</source>
        <translation>修配点</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>集市</translation>
    </message>
    <message>
        <source>Seasonal point</source>
        <translation>时令摊点</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Veterinary clinic</source>
        <translation>宠物诊所</translation>
    </message>
    <message>
        <source>Shelter</source>
        <translation>犬只收容所</translation>
    </message>
    <message>
        <source>Mediation studio</source>
        <translation>老娘舅工作室</translation>
    </message>
    <message>
        <source>Drag a corner, or a side for a new one; Delete removes the marked corner; with Shift nothing snaps</source>
        <translation>拖动顶点；拖动边可增加顶点；Delete 删除选中的顶点；按住 Shift 不吸附</translation>
    </message>
    <message>
        <source>Click the corners; Enter or a double click closes the outline</source>
        <translation>逐点单击画出边界，按 Enter 或双击闭合</translation>
    </message>
    <message>
        <source>Click around what is to be cut out; Enter or a double click closes it</source>
        <translation>沿要挖除的范围逐点单击，按 Enter 或双击闭合</translation>
    </message>
    <message>
        <source>Click a line from outside to outside; Enter or a double click splits</source>
        <translation>从区域外画线穿过区域到另一侧，按 Enter 或双击分割</translation>
    </message>
    <message>
        <source>Nothing is drawn yet.</source>
        <translation>尚未绘制范围。</translation>
    </message>
    <message>
        <source>Its lines cross at the spot marked on the map. Move the corners there, or repair it.</source>
        <translation>边线在地图标记处相交。请移动该处顶点，或点“修复”。</translation>
    </message>
    <message>
        <source>It covers less than a square metre.</source>
        <translation>面积不足 1 平方米。</translation>
    </message>
    <message>
        <source>Too few corners: an area needs three, a line two.</source>
        <translation>顶点不够：区域至少三个，分割线至少两个。</translation>
    </message>
    <message>
        <source>Nothing was cut out: what is drawn takes nothing away, takes all, or crosses itself.</source>
        <translation>未挖除：所画范围与区域不相交、覆盖了整个区域，或自身相交。</translation>
    </message>
    <message>
        <source>Nothing was split: the line must begin and end outside, without crossing itself.</source>
        <translation>未分割：分割线须从区域外起、到区域外止，且不得自相交。</translation>
    </message>
    <message>
        <source>There is no repair: its lines enclose no area. Move the corners.</source>
        <translation>无法修复：边线未围成面积。请移动顶点。</translation>
    </message>
</context>
</TS>
