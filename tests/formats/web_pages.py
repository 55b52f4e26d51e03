"""Pages in the shapes that official sites and accounts use; all words are the project's own."""

STUDY_SESSION = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>国务院专题学习会议举行_国务院要闻_某政府网</title>
<meta name="ArticleTitle" content="国务院专题学习会议举行"><meta name="PubDate" content="2024-12-20 19:04">
<meta name="ContentSource" content="某通讯社"><link rel="canonical" href="https://www.example.gov.cn/yaowen/1.htm">
<style>p{color:red}</style></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zc/">政策</a></li></ul></div>
<div class="crumbs"><a href="/">首页</a> &gt; <a href="/yw">要闻</a> &gt; 正文</div>
<h1 id="ti">国务院专题学习会议举行</h1>
<div class="pages-date">2024-12-20 19:04 <span class="font">来源： 某通讯社</span>
<span>字体：<b>大</b> 中 小</span></div>
<div id="UCAP-CONTENT" class="trs_editor_view">
<p style="text-indent:2em">　　会议围绕规范涉企
检查展开，强调<strong>依法</strong>行政。</p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;各部门要抓好落实，见<a href="/zc/2.htm">《某意见》</a>第三条。</p>
<p align="center"><img src="W020.jpg" alt="会议现场" width="600"></p><p align="center">图为会议现场。</p>
<p style="display:none">隐藏的统计代码</p>
<p>（完）</p></div>
<div class="editor">【责任编辑：某编辑】</div>
<div class="share"><a>分享到微信</a></div>
<div class="footer"><p>主办单位：某办公厅</p><p>京ICP备00000000号</p></div>
<script>var x="脚本文字";</script></body></html>"""

ACCOUNT_ARTICLE = """<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="辟谣会议召开">
<meta property="og:url" content="http://mp.weixin.qq.com/s?__biz=MzA5&amp;mid=2650000001&amp;idx=2&amp;sn=abc#rd">
<meta property="og:site_name" content="微信公众平台"></head><body id="activity-detail">
<div id="js_article" class="rich_media"><div class="rich_media_area_primary">
<h1 class="rich_media_title" id="activity-name">
            辟谣会议召开
</h1>
<div id="meta_content" class="rich_media_meta_list"><span>原创</span><a id="js_name">某网信账号</a>
<em id="publish_time"></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">
<section style="text-align:center">
<img class="rich_pages" data-src="https://mmbiz.example/640?wx_fmt=png" alt="图片"></section>
<section><span>会议指出，网络谣言扰乱秩序，</span><span>要压实责任。</span></section>
<p><span>第一段上半<br/>第二段</span></p>
<section><section><p>来源：网信某账号</p></section></section>
</div></div></div>
<script>var ct = "1735293600"; var nickname = htmlDecode("某网信账号"); var biz = "MzA5" || ""; var mid = "2650000001";
var idx = "2"; var msg_title = '辟谣会议召开'.html(false);</script>
<div class="rich_media_area_extra"><p>推荐阅读</p></div></body></html>"""

GBK_PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>关于促进数据产业发展的意见-某发展改革委</title></head><body>
<table width="980" align="center"><tr><td>您现在的位置：首页 &gt; 通知</td></tr><tr><td>
<table><tr><td align="center"><b>关于促进数据产业发展的意见</b></td></tr>
<tr><td>发布时间：2024/12/30　来源：高技术司</td></tr>
<tr><td><div class="TRS_Editor"><P>各省、自治区、直辖市有关部门，朱镕基、喆㙍等字须能读出：</P>
<P>一、总体要求。到2029年，数据产业规模明显提升，年均增速超过15%，为经济发展提供支撑。</P>
<TABLE border=1><TBODY><TR><TD rowspan=2>指标</TD><TD>2024年</TD></TR>
<TR><TD>４１亿元</TD></TR></TBODY></TABLE>
</div></td></tr></table></td></tr></table></body></html>"""

UNKNOWN_SITE = """<!DOCTYPE html><html><head><meta charset=utf-8>
<title>某协会举办数据合规培训 - 某协会网</title></head><body>
<div id="top"><a href="/a">登录入口一</a> <a href="/b">会员专区二</a></div>
<div class="left_menu"><ul><li><a href="/1">协会简介栏目</a></li><li><a href="/2">通知公告栏目</a></li></ul></div>
<div class="box"><h2>某协会举办数据合规培训</h2><div>日期：2025-01-08 10:30:00　发布机构：某协会秘书处</div>
<div class="txt"><p>一月八日，某协会在当地举办数据合规培训，来自六十家会员单位的代表参加了培训并作交流。</p>
<p>培训围绕个人信息出境、数据分类分级和重要数据识别三个主题展开，讲解了常见的误区和整改办法。</p>
<p>协会表示，今后每个季度将举办一次这样的培训，帮助会员单位落实数据安全责任，提升合规水平。</p></div></div>
<div class="bottomlinks"><a href="/x">友情链接甲</a><a href="/y">友情链接乙</a></div></body></html>"""
