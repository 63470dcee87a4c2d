// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QPointer>

class QSyntaxHighlighter;

namespace gatehouse {

class CodeHighlighting;

//! Text in JetBrains Mono with line numbers, to read and copy. Selectable by keyboard; Tab leaves.
//! Above 5,000 lines the text stays plain, because colouring them all would hold up the window.
class CodeView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    //! \a highlighting may be null for logs; it must outlive the view.
    explicit CodeView(const CodeHighlighting *highlighting, QWidget *parent = nullptr);

    //! \a fileName chooses the grammar and is not read.
    void setCode(const QString &text, const QString &fileName);
    void setLineNumbersVisible(bool visible);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Gutter;

    int gutterWidth() const;
    void placeGutter();
    void paintGutter(QPaintEvent *event);

    const CodeHighlighting *m_highlighting;
    QPointer<QSyntaxHighlighter> m_highlighter;
    Gutter *m_gutter;
    bool m_numbers = true;
};

} // namespace gatehouse
