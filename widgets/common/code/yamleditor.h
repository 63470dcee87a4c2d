// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QPointer>

namespace gatehouse {

class EditedYaml;

//! The text of one EditedYaml: gutter with change marks, problems and numbers, the current
//! line, and a wave below what is wrong. Tab indents by two spaces; Esc is left to the page.
class YamlEditor final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit YamlEditor(QWidget *parent = nullptr);

    //! Null shows an empty text that cannot be edited. \a document must outlive its being shown.
    void setEditedYaml(EditedYaml *document);
    EditedYaml *editedYaml() const { return m_document; }
    //! 1-based.
    void goTo(int line, int column);
    int currentLine() const;
    int currentColumn() const;

Q_SIGNALS:
    //! EditedYaml::place is another one.
    void placeChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Gutter;

    int numberWidth() const;
    int gutterWidth() const;
    void placeGutter();
    void paintGutter(QPaintEvent *event);
    void paintMark(QPainter &painter, int line, const QRectF &rect) const;
    void paintProblem(QPainter &painter, int line, const QRectF &rect) const;
    void paintGuides(QPainter &painter, const QRect &area);
    void paintCurrentLine();
    void showSelections();
    void placeFirst();
    void goToPlace();
    void notePlace();
    void breakLine();

    QPointer<EditedYaml> m_document;
    QTextDocument *m_nothing; //!< Shown without a document.
    Gutter *m_gutter;
    bool m_isPlacing = false; //!< Where the cursor is then is nobody's place.
};

} // namespace gatehouse
