// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/codeview.h"

#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/code/codelayout.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QPainter>
#include <QSyntaxHighlighter>
#include <QTextBlock>

namespace gatehouse {

namespace {

constexpr int mostColouredLines = 5000;
constexpr int gutterPadding = 12;

} // namespace

class CodeView::Gutter final : public QWidget
{
public:
    explicit Gutter(CodeView *view)
        : QWidget(view)
        , m_view(view)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_view->paintGutter(event); }

private:
    CodeView *m_view;
};

CodeView::CodeView(const CodeHighlighting *highlighting, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighting(highlighting)
    , m_gutter(new Gutter(this))
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setFont(textFont(TextStyle::Code));
    viewport()->setBackgroundRole(QPalette::Base);
    document()->setDocumentLayout(new CodeLayout(document()));
    document()->setDocumentMargin(metrics::spaceXs);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeView::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    placeGutter();
}

void CodeView::setCode(const QString &text, const QString &fileName)
{
    delete m_highlighter;
    setPlainText(text);
    if (m_highlighting != nullptr && blockCount() <= mostColouredLines)
        m_highlighter = m_highlighting->attach(document(), fileName);
}

void CodeView::setLineNumbersVisible(bool visible)
{
    m_numbers = visible;
    m_gutter->setVisible(visible);
    placeGutter();
}

int CodeView::gutterWidth() const
{
    if (!m_numbers)
        return 0;
    const qsizetype digits = qMax<qsizetype>(2, QString::number(blockCount()).size());
    return int(digits) * fontMetrics().horizontalAdvance(u'0') + 2 * gutterPadding;
}

void CodeView::placeGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    m_gutter->setGeometry(0, 0, gutterWidth(), height());
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange) {
        setFont(textFont(TextStyle::Code));
        placeGutter();
    } else if (event->type() == QEvent::PaletteChange && m_highlighter) {
        m_highlighter->rehighlight();
    }
}

void CodeView::paintGutter(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), viewport()->palette().color(viewport()->backgroundRole()));
    painter.setFont(textFont(TextStyle::CodeSmall));
    QTextBlock block = firstVisibleBlock();
    QRectF line = blockBoundingGeometry(block).translated(contentOffset());
    while (block.isValid() && line.top() <= event->rect().bottom()) {
        if (block.isVisible()) {
            painter.setPen(block == textCursor().block() ? theme.text : theme.faint);
            painter.drawText(
                QRectF(0, line.top(), m_gutter->width() - gutterPadding, line.height()),
                Qt::AlignRight | Qt::AlignTop, QString::number(block.blockNumber() + 1));
        }
        block = block.next();
        line = blockBoundingGeometry(block).translated(contentOffset());
    }
}

} // namespace gatehouse
